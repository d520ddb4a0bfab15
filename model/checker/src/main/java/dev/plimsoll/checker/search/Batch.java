package dev.plimsoll.checker.search;

import java.util.function.LongUnaryOperator;

/// Successors that are looked up together.
final class Batch {

  /// How many it holds.
  static final int CAPACITY = 512;

  /// The successors: folded, or their fingerprints.
  final long[] words = new long[CAPACITY];

  /// By successor: the number of the step that led to it.
  final int[] steps = new int[CAPACITY];

  /// The successors themselves, one after another, where words are fingerprints; otherwise empty.
  final int[] states;

  int size;

  /// @param width the number of variables, where words are fingerprints; otherwise 0
  Batch(int width) {
    states = new int[CAPACITY * width];
  }

  boolean isFull() {
    return size == CAPACITY;
  }

  void add(long word, int step) {
    words[size] = word;
    steps[size] = step;
    size++;
  }

  void add(long fingerprint, int[] state, int step) {
    System.arraycopy(state, 0, states, size * state.length, state.length);
    add(fingerprint, step);
  }

  /// Replaces each folded successor by another.
  void replaceAll(LongUnaryOperator change) {
    for (var i = 0; i < size; i++) {
      words[i] = change.applyAsLong(words[i]);
    }
  }
}
