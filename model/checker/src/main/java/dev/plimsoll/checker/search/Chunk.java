package dev.plimsoll.checker.search;

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
