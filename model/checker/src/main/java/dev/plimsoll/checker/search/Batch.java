package dev.plimsoll.checker.search;

/// Successors of states, gathered so that they can be looked up together.
final class Batch {

  /// How many a batch holds.
  static final int CAPACITY = 512;

  /// One state after the other.
  final int[] states;

  final long[] hashes = new long[CAPACITY];

  /// The index of the state that each is a successor of.
  final int[] parents = new int[CAPACITY];

  int size;

  /// @param width the number of variables of a state
  Batch(int width) {
    states = new int[CAPACITY * width];
  }
}
