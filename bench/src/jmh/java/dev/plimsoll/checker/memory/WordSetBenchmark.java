package dev.plimsoll.checker.memory;

import dev.plimsoll.bench.Timed;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What it takes to look up one word, or to add it, in a set that is in the processor's cache and
/// in one that is not. To draw a random word is counted as well: a nanosecond or two. So is what a
/// set that gets new words takes to grow, from its first word on.
public class WordSetBenchmark extends Timed {

  private static final int WORDS = 4096;
  private static final int MOST_IN_BATCH = 512;

  /// A set to which the words from 0 are added, as a search adds states.
  @State(Scope.Thread)
  public static class Growing {

    /// How many words it gets.
    @Param({"32768", "16777216"})
    public int words;

    private final Memory memory = new Memory(Memory.Limit.NONE);
    WordSet set = new WordSet(memory);
    WordSet.Adder adder = set.new Adder(MOST_IN_BATCH);

    /// Adds the next words; begins anew where it has all.
    int add(Batch batch) {
      if (set.size() >= words) {
        set.free();
        set = new WordSet(memory);
        adder = set.new Adder(MOST_IN_BATCH);
      }
      while (!set.hasRoom(batch.size)) {
        set.grow(1);
      }
      var next = set.size();
      for (var at = 0; at < batch.size; at++) {
        batch.words[at] = next + at;
      }
      return adder.add(batch.words, batch.size, 1, batch.added);
    }

    @TearDown
    public void free() {
      memory.close();
    }
  }

  /// The same, with all words in it.
  @State(Scope.Thread)
  public static class Filled extends Growing {

    private long drawn;

    @Setup
    public void fill() {
      var batch = new Batch();
      batch.size = MOST_IN_BATCH;
      for (var added = 0L; added < words; added += MOST_IN_BATCH) {
        add(batch);
      }
    }

    /// One of the words.
    long known() {
      return Math.unsignedMultiplyHigh(Words.mix(++drawn), words);
    }

    /// One that is not among them.
    long absent() {
      return words + known();
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
      news += growing.add(batch);
    }
    return news;
  }
}
