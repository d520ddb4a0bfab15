package dev.plimsoll.checker;

import java.util.List;

/// One global state, as rules and claims read it.
///
/// Every read is recorded: the checker calls a rule or a claim again only for values that it has
/// not answered for before. So read no more than is needed, and read through here only.
public interface State {

  /// What the cell holds.
  <T> T get(Cell<T> cell);

  /// Whether the channel holds the message. Cheaper than {@link #contents}: it depends on the one
  /// message alone.
  <M> boolean contains(Channel<M> channel, M message);

  /// The number of messages in the channel.
  int size(Channel<?> channel);

  /// The messages in the channel: a queue's in order, the head first; a bag's sorted by their text.
  <M> List<M> contents(Channel<M> channel);
}
