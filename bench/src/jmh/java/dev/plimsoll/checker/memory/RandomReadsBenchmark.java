package dev.plimsoll.checker.memory;

import dev.plimsoll.bench.Timed;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// The machine's limit: what it takes to read a random word of a table outside the Java heap. A
/// search that looks up each successor for itself cannot be faster than reads that wait for each
/// other; one that looks up many at once, not faster than reads that do not.
public class RandomReadsBenchmark extends Timed {

  private static final int READS = 4096;

  /// Of the table.
  @Param("1073741824")
  public long bytes;

  private final Memory memory = new Memory(Memory.Limit.NONE);
  private MemorySegment table;
  private long at;

  @Setup
  public void fill() {
    table = memory.allocate(bytes).segment();
    for (var place = 0L; place < bytes; place += Long.BYTES) {
      table.set(ValueLayout.JAVA_LONG, place, place);
    }
  }

  @TearDown
  public void free() {
    memory.close();
  }

  private long read(long random) {
    var place = Math.unsignedMultiplyHigh(Words.mix(random), bytes / Long.BYTES);
    return table.get(ValueLayout.JAVA_LONG, place * Long.BYTES);
  }

  /// Where to read depends on what was read before.
  @Benchmark
  @OperationsPerInvocation(READS)
  public long dependent() {
    for (var i = 0; i < READS; i++) {
      at += 1 + read(at);
    }
    return at;
  }

  /// Where to read is known before.
  @Benchmark
  @OperationsPerInvocation(READS)
  public long independent() {
    var sum = 0L;
    for (var i = 0; i < READS; i++) {
      sum += read(at + i);
    }
    at += READS;
    return sum;
  }
}
