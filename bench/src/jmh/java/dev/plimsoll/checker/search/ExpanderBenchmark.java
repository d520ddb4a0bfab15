package dev.plimsoll.checker.search;

import dev.plimsoll.bench.Protocol;
import dev.plimsoll.bench.Timed;
import dev.plimsoll.checker.memory.Memory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/// What it takes to make the successors of a state, folded; what is done with them is not counted.
public class ExpanderBenchmark extends Timed {

  @Param public Protocol protocol;

  private final Memory memory = new Memory(Memory.Limit.NONE);
  private long[] folded;
  private int[] steps;
  private Expander expander;
  private int next;

  @Setup
  public void explore(Blackhole blackhole) {
    var explored = new Explored(protocol, memory);
    folded = explored.words;
    steps = explored.steps;
    expander = explored.expander(blackhole::consume);
  }

  @TearDown
  public void free() {
    memory.close();
  }

  @Benchmark
  public int expand() {
    next = next + 1 == folded.length ? 0 : next + 1;
    expander.expand(folded[next], steps[next]);
    return expander.emitted();
  }
}
