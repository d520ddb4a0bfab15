package dev.plimsoll.checker;

import java.util.Collection;
import java.util.function.UnaryOperator;

/// One step of a rule: what it reads, chooses, requires and writes.
///
/// The step happens as a whole or, where a requirement fails or a channel is full, not at all.
/// Reads see the step's own writes. Methods without an answer return the transaction, to be
/// chained.
public interface Transaction extends State {

  /// Goes on only if the condition holds: otherwise the rule cannot fire in this state.
  Transaction require(boolean condition);

  /// Goes on only if the cell holds the value.
  default <T> Transaction require(Cell<T> cell, T value) {
    return require(get(cell).equals(value));
  }

  /// Goes on only if the channel holds the message.
  default <M> Transaction require(Channel<M> channel, M message) {
    return require(contains(channel, message));
  }

  /// Branches into one step for each alternative; with none, the rule cannot fire.
  ///
  /// @param alternatives in an order that is the same in every run
  <T> T choose(Collection<T> alternatives);

  /// Branches into two steps, `false` first.
  boolean chooseWhether();

  /// Writes the cell.
  <T> Transaction set(Cell<T> cell, T value);

  /// Writes the cell with a function of what it holds.
  default <T> Transaction update(Cell<T> cell, UnaryOperator<T> change) {
    return set(cell, change.apply(get(cell)));
  }

  /// Adds the message: to a queue at its tail; to a set that holds it already, without effect.
  <M> Transaction send(Channel<M> channel, M message);

  /// Takes one such message out of the bag; the rule cannot fire where there is none.
  <M> Transaction remove(Bag<M> bag, M message);

  /// Takes the message at the head out of the queue; the rule cannot fire where there is none.
  <M> M receive(Queue<M> queue);
}
