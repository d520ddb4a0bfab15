package dev.plimsoll.checker.search;

import dev.plimsoll.checker.kernel.Leaf;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/// Some states that are to be expanded.
final class Chunk {

  /// How many a chunk holds.
  static final int CAPACITY = 1024;

  /// The states, folded.
  final long[] words = new long[CAPACITY];

  /// By state: the number of a step that led to it.
  final int[] steps = new int[CAPACITY];

  int size;

  /// No states.
  Chunk() {}

  /// States of which it is not known what led to them.
  Chunk(long[] states) {
    System.arraycopy(states, 0, words, 0, states.length);
    Arrays.fill(steps, Leaf.NO_STEP);
    size = states.length;
  }

  /// The states alone.
  long[] toArray() {
    return Arrays.copyOf(words, size);
  }

  void add(long word, int step) {
    words[size] = word;
    steps[size] = step;
    size++;
  }

  /// Replaces each state by another.
  void replaceAll(LongUnaryOperator change) {
    for (var i = 0; i < size; i++) {
      words[i] = change.applyAsLong(words[i]);
    }
  }
}
