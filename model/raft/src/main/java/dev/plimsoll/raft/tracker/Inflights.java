package dev.plimsoll.raft.tracker;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Messages with entries that were sent and not acknowledged; tracker/inflights.go, `Inflights`.
///
/// @param size how many there may be
/// @param maxBytes how many bytes of data they may hold; 0 for any number. The last of them may
///     exceed it
/// @param messages in the order of sending
/// @param forgotten of a counter that keeps the bytes of messages that it forgets, how many these
///     are; else none
public record Inflights(int size, long maxBytes, List<Message> messages, OptionalLong forgotten) {

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
    this(size, maxBytes, List.of(), OptionalLong.empty());
  }

  /// Not in the library any more, but how it was before etcd-io/raft#54: {@link #reset} forgets
  /// messages, but not their bytes.
  public Inflights keepingBytes() {
    return new Inflights(size, maxBytes, messages, OptionalLong.of(0));
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
    return new Inflights(size, maxBytes, more, forgotten);
  }

  /// Without those that end at or before `index`; `FreeLE`.
  public Inflights freeUpTo(int index) {
    var kept = messages.stream().dropWhile(message -> message.index() <= index).toList();
    return new Inflights(size, maxBytes, kept, forgotten);
  }

  /// None.
  public Inflights reset() {
    return forgotten.isEmpty()
        ? new Inflights(size, maxBytes)
        : new Inflights(size, maxBytes, List.of(), OptionalLong.of(bytes()));
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
    return forgotten.orElse(0) + messages.stream().mapToLong(Message::bytes).sum();
  }
}
