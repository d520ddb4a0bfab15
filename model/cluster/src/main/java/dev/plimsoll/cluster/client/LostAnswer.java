package dev.plimsoll.cluster.client;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Channel;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A step of a component whose call is made, but whose answer does not arrive: the component is
/// told of an error, and knows as much as before. What it writes to its memory is lost, all else
/// stays.
final class LostAnswer implements Transaction {

  private final Transaction tx;
  private final Set<Cell<?>> memory;
  private final Map<Cell<?>, Object> lost = new HashMap<>();
  private boolean changesAnything;

  /// @param memory of the component
  LostAnswer(Transaction tx, Set<Cell<?>> memory) {
    this.tx = tx;
    this.memory = memory;
  }

  /// Whether it does more than to write to the memory.
  boolean changesAnything() {
    return changesAnything;
  }

  @Override
  @SuppressWarnings("unchecked") // what was put under the cell is one of its values
  public <T> T get(Cell<T> cell) {
    return lost.containsKey(cell) ? (T) lost.get(cell) : tx.get(cell);
  }

  @Override
  public <T> Transaction set(Cell<T> cell, T value) {
    if (memory.contains(cell)) {
      lost.put(cell, value);
    } else {
      changesAnything = true;
      tx.set(cell, value);
    }
    return this;
  }

  @Override
  public <M> Transaction send(Channel<M> channel, M message) {
    changesAnything = true;
    tx.send(channel, message);
    return this;
  }

  @Override
  public <M> Transaction remove(Bag<M> bag, M message) {
    changesAnything = true;
    tx.remove(bag, message);
    return this;
  }

  @Override
  public <M> M receive(Queue<M> queue) {
    changesAnything = true;
    return tx.receive(queue);
  }

  @Override
  public Transaction require(boolean condition) {
    tx.require(condition);
    return this;
  }

  @Override
  public <T> T choose(Collection<T> alternatives) {
    return tx.choose(alternatives);
  }

  @Override
  public boolean chooseWhether() {
    return tx.chooseWhether();
  }

  @Override
  public <M> boolean contains(Channel<M> channel, M message) {
    return tx.contains(channel, message);
  }

  @Override
  public int size(Channel<?> channel) {
    return tx.size(channel);
  }

  @Override
  public <M> List<M> contents(Channel<M> channel) {
    return tx.contents(channel);
  }
}
