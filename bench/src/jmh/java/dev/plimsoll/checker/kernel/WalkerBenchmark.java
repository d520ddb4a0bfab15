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
  private final Counter counter = new Counter();
  private int[][] states;
  private Walker walker;
  private int next;

  private static final class Counter implements Walker.Visitor {
    private int steps;

    @Override
    public void enabled(Memo memo, Leaf leaf) {
      steps++;
    }

    @Override
    public void failed(Memo memo, Leaf leaf) {
      throw new IllegalStateException(memo.name + " fails");
    }
  }

  @Setup
  public void explore() {
    var explored = new Explored(protocol, memory);
    states = explored.states.toArray(int[][]::new);
    walker = new Walker(explored.program, explored.rules, false, counter);
  }

  @TearDown
  public void free() {
    memory.close();
  }

  @Benchmark
  public int walk() {
    next = next + 1 == states.length ? 0 : next + 1;
    walker.walk(states[next]);
    return counter.steps;
  }
}
