package dev.plimsoll.checker;

/// What the constructors of channels demand.
final class Channels {

  static void requireCapacity(String name, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "The capacity of %s must be at least 1, but is %d".formatted(name, capacity));
    }
  }

  private Channels() {}
}
