package dev.plimsoll.checker;

/// An unordered collection of messages, such as a network that may delay and reorder.
///
/// @param distinct whether it is a set: sending a message that it holds changes nothing. Otherwise
///     it is a multiset
/// @param <M> the messages: immutable values with value equality
@SuppressWarnings("UnusedTypeParameter") // it types the reads and writes
public record Bag<M>(String name, int slot, boolean distinct, int capacity) implements Channel<M> {

  public Bag {
    Channels.requireCapacity(name, capacity);
  }

  @Override
  public String toString() {
    return name;
  }
}
