package dev.plimsoll.checker.memory;

import dev.plimsoll.bench.Timed;
import org.openjdk.jmh.annotations.Benchmark;

/// What it takes to hash a word, where the next waits for it.
public class WordsBenchmark extends Timed {

  private long word = 1;

  @Benchmark
  public long mix() {
    word = Words.mix(word);
    return word;
  }
}
