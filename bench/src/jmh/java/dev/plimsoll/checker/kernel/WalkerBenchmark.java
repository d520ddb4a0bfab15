package dev.plimsoll.checker.kernel;

import dev.plimsoll.bench.Protocol;
import dev.plimsoll.bench.Timed;
import dev.plimsoll.checker.memory.Memory;
import dev.plimsoll.checker.search.Explored;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What it takes to find the steps out of a state, all of which are known.
public class WalkerBenchmark extends Timed {

  @Param public Protocol protocol;

  private final Memory memory = new Memory(Memory.Limit.NONE);
  private int[][] states;
  private Walker walker;
  private int next;

  @Setup
  public void explore() {
    var explored = new Explored(protocol, memory);
    states = explored.states;
    walker = new Walker(explored.program, explored.rules, false);
  }

  @TearDown
  public void free() {
    memory.close();
  }

  @Benchmark
  public int find() {
    next = next + 1 == states.length ? 0 : next + 1;
    return walker.find(states[next]);
  }
}
