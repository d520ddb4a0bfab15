package dev.plimsoll.checker;

/// A first-in, first-out channel of messages, such as a TCP connection or a watch stream.
///
/// @param <M> the messages: immutable values with value equality
@SuppressWarnings("UnusedTypeParameter") // it types the reads and writes
public record Queue<M>(String name, int slot, int capacity) implements Channel<M> {

  public Queue {
    Channels.requireCapacity(name, capacity);
  }

  @Override
  public String toString() {
    return name;
  }
}
