package dev.plimsoll.raft.tracker;

import java.util.ArrayList;
import java.util.List;

/// Messages with entries that were sent and not acknowledged; tracker/inflights.go, `Inflights`.
///
/// @param size how many there may be
/// @param maxBytes how many bytes of data they may hold; 0 for any number. The last of them may
///     exceed it
/// @param messages in the order of sending
public record Inflights(int size, long maxBytes, List<Message> messages) {

  /// One of them.
  ///
  /// @param index of its last entry
  /// @param bytes of the data of its entries
  public record Message(int index, long bytes) {}

  public Inflights {
    messages = List.copyOf(messages);
  }

  /// None so far.
  ///
  /// @param size how many there may be
  /// @param maxBytes how many bytes of data they may hold; 0 for any number
  public Inflights(int size, long maxBytes) {
    this(size, maxBytes, List.of());
  }

  /// With one more.
  ///
  /// @param index of its last entry
  /// @param bytes of the data of its entries
  /// @throws IllegalStateException if there are too many already
  public Inflights add(int index, long bytes) {
    if (isFull()) {
      throw new IllegalStateException("cannot add into a Full inflights");
    }
    var more = new ArrayList<>(messages);
    more.add(new Message(index, bytes));
    return new Inflights(size, maxBytes, more);
  }

  /// Without those that end at or before `index`; `FreeLE`.
  public Inflights freeUpTo(int index) {
    var kept = messages.stream().dropWhile(message -> message.index() <= index).toList();
    return new Inflights(size, maxBytes, kept);
  }

  /// None.
  public Inflights reset() {
    return new Inflights(size, maxBytes);
  }

  /// Whether no more may be sent; `Full`.
  public boolean isFull() {
    return messages.size() == size || (maxBytes != 0 && bytes() >= maxBytes);
  }

  /// How many there are.
  public int count() {
    return messages.size();
  }

  private long bytes() {
    return messages.stream().mapToLong(Message::bytes).sum();
  }
}
