package dev.plimsoll.checker.search;

import dev.plimsoll.bench.Protocol;
import dev.plimsoll.bench.Timed;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;

/// What a search takes as a whole, where the Java machine is warm.
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SearchBenchmark extends Timed {

  @Param public Protocol protocol;

  @Benchmark
  public long check() {
    return Search.check(protocol.model(), SearchOptions.defaults().withWorkers(1)).distinct();
  }
}
