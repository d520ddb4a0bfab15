package dev.plimsoll.checker.search;

import dev.plimsoll.checker.kernel.Ints;

/// Ranges of indexes of states.
final class Segments {

  private final Ints bounds = new Ints();
  private int size;

  /// Adds the range from `start` to before `end`, which may be empty.
  void add(int start, int end) {
    if (start < end) {
      bounds.add(start);
      bounds.add(end);
      size += end - start;
    }
  }

  /// Adds the ranges of another.
  void addAll(Segments other) {
    for (var i = 0; i < other.count(); i++) {
      add(other.start(i), other.end(i));
    }
  }

  /// How many ranges there are.
  int count() {
    return bounds.size() / 2;
  }

  int start(int range) {
    return bounds.get(2 * range);
  }

  int end(int range) {
    return bounds.get(2 * range + 1);
  }

  /// How many indexes there are in all.
  int size() {
    return size;
  }

  /// The same indexes in ranges of at most `length`.
  Segments split(int length) {
    var parts = new Segments();
    for (var i = 0; i < count(); i++) {
      for (var start = start(i); start < end(i); start += length) {
        parts.add(start, Math.min(end(i), start + length));
      }
    }
    return parts;
  }
}
