package dev.plimsoll.cluster.node.image;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;

/// A registry.
///
/// @param tags by tag: what it leads to, a number that grows
/// @param missing by tag: whether it has been deleted
record Registry(Cells<Integer> tags, Cells<Boolean> missing, Cell<Boolean> reachable) {

  /// What the tag leads to.
  int version(State state, int tag) {
    return state.get(tags.get(tag));
  }

  /// Whether a pull of the tag can be begun.
  boolean serves(State state, int tag) {
    return state.get(reachable) && !state.get(missing.get(tag));
  }

  /// Some tag comes to lead to a newer image.
  void moveTag(Transaction tx) {
    tx.update(tx.choose(tags), version -> version + 1);
  }

  /// Some tag is deleted.
  void deleteTag(Transaction tx) {
    tx.set(tx.choose(missing), true);
  }

  /// It cannot be reached any more, or can be reached again.
  void become(Transaction tx, boolean isReachable) {
    tx.require(reachable, !isReachable).set(reachable, isReachable);
  }
}
