package dev.plimsoll.checker.memory;

import dev.plimsoll.bench.Timed;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What it takes to look up one word, or to add it, in a set that is in the processor's cache and
/// in one that is not. To draw a random word is counted as well: a nanosecond or two.
public class WordSetBenchmark extends Timed {

  private static final int WORDS = 4096;
  private static final int MOST_IN_BATCH = 512;

  /// A set of the words from 0 to below a number, in a table that has room for some more.
  @State(Scope.Thread)
  public static class Filled {

    /// How many words.
    @Param({"32768", "16777216"})
    public int words;

    private final Memory memory = new Memory(Memory.Limit.NONE);
    private long drawn;
    WordSet set = new WordSet(memory);
    WordSet.Adder adder = set.new Adder(MOST_IN_BATCH);

    @Setup
    public void fill() {
      set.free();
      set = new WordSet(memory);
      adder = set.new Adder(MOST_IN_BATCH);
      var batch = new long[MOST_IN_BATCH];
      var added = new int[MOST_IN_BATCH];
      for (var word = 0; word < words; ) {
        var count = 0;
        while (count < MOST_IN_BATCH && word < words) {
          batch[count++] = word++;
        }
        makeRoom(count);
        adder.add(batch, count, 1, added);
      }
      set.grow();
    }

    private void makeRoom(int more) {
      while (!set.hasRoom(more)) {
        set.grow();
      }
    }

    @TearDown
    public void free() {
      memory.close();
    }

    /// One of the words.
    long known() {
      return Math.unsignedMultiplyHigh(Words.mix(++drawn), words);
    }

    /// One that was not among them.
    long absent() {
      return words + known();
    }
  }

  /// The same, filled anew where there is no room left.
  @State(Scope.Thread)
  public static class Growing extends Filled {

    private long next;

    @Setup(Level.Invocation)
    public void makeRoom() {
      if (next < words || !set.hasRoom(WORDS)) {
        fill();
        next = words;
      }
    }

    /// One that was never added.
    long fresh() {
      return next++;
    }
  }

  /// How many words are added at once.
  @State(Scope.Thread)
  public static class Batch {

    @Param({"1", "64", "512"})
    public int size;

    final long[] words = new long[MOST_IN_BATCH];
    final int[] added = new int[MOST_IN_BATCH];
  }

  @Benchmark
  @OperationsPerInvocation(WORDS)
  public int findKnown(Filled filled) {
    var tags = 0;
    for (var i = 0; i < WORDS; i++) {
      tags += filled.set.find(filled.known());
    }
    return tags;
  }

  @Benchmark
  @OperationsPerInvocation(WORDS)
  public int findAbsent(Filled filled) {
    var tags = 0;
    for (var i = 0; i < WORDS; i++) {
      tags += filled.set.find(filled.absent());
    }
    return tags;
  }

  @Benchmark
  @OperationsPerInvocation(WORDS)
  public int addKnown(Filled filled, Batch batch) {
    var news = 0;
    for (var i = 0; i < WORDS; i += batch.size) {
      for (var at = 0; at < batch.size; at++) {
        batch.words[at] = filled.known();
      }
      news += filled.adder.add(batch.words, batch.size, 1, batch.added);
    }
    return news;
  }

  @Benchmark
  @OperationsPerInvocation(WORDS)
  public int addFresh(Growing growing, Batch batch) {
    var news = 0;
    for (var i = 0; i < WORDS; i += batch.size) {
      for (var at = 0; at < batch.size; at++) {
        batch.words[at] = growing.fresh();
      }
      news += growing.adder.add(batch.words, batch.size, 1, batch.added);
    }
    return news;
  }
}
