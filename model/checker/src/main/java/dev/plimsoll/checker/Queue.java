package dev.plimsoll.checker;

import java.util.List;
import java.util.stream.IntStream;

/// A first-in, first-out channel of messages, such as a TCP connection or a watch stream.
///
/// @param <M> the messages: immutable values with value equality
@SuppressWarnings("UnusedTypeParameter") // it types the reads and writes
public record Queue<M>(String name, int slot, int capacity) implements Channel<M> {

  public Queue {
    Channels.requireCapacity(name, capacity);
  }

  /// Some in consecutive slots, each with its index in its name.
  static <M> List<Queue<M>> family(String name, int firstSlot, int capacity, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Queue<M>(name + "[" + i + "]", firstSlot + i, capacity))
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
