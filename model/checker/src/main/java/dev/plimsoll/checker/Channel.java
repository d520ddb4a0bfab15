package dev.plimsoll.checker;

/// A variable that holds messages: an unordered {@link Bag} or a first-in, first-out {@link Queue}.
///
/// @param <M> the messages: immutable values with value equality
public sealed interface Channel<M> extends Variable permits Bag, Queue {

  /// The capacity of a channel that may grow without limit.
  int UNBOUNDED = Integer.MAX_VALUE;

  /// The most messages it can hold; a step that would exceed it is disabled.
  int capacity();
}
