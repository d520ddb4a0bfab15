package dev.plimsoll.checker.search;

import dev.plimsoll.bench.Protocol;
import dev.plimsoll.bench.Timed;
import dev.plimsoll.checker.memory.Memory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What it takes to fold a state into a word and to unfold it.
public class LayoutBenchmark extends Timed {

  @Param public Protocol protocol;

  private final Memory memory = new Memory(Memory.Limit.NONE);
  private int[][] states;
  private long[] folded;
  private long[] words;
  private int[] state;
  private Layout layout;
  private int next;

  @Setup
  public void explore() {
    var explored = new Explored(protocol, memory);
    states = explored.states;
    folded = explored.words;
    layout = explored.store.layout();
    words = new long[layout.words()];
    state = new int[explored.program.width()];
  }

  @TearDown
  public void free() {
    memory.close();
  }

  private int next() {
    next = next + 1 == states.length ? 0 : next + 1;
    return next;
  }

  @Benchmark
  public long fold() {
    layout.fold(states[next()], words);
    return words[0];
  }

  @Benchmark
  public int read() {
    layout.read(folded[next()], words, state);
    return state[0];
  }
}
