package dev.plimsoll.cluster.apiserver;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.List;
import java.util.Optional;

/// Where the objects of one kind are: in a cell each, by a name that stays, and with a uid for
/// those that have it one after another.
///
/// @param <T> the kind
/// @param last by name: the uid of the object that was created last; one cell for all names where
///     uids tell apart objects of different names, too
public record Storage<T extends ApiObject<T>>(Cells<Optional<T>> stored, List<Cell<Integer>> last)
    implements Source<T> {

  /// As many objects are told apart that are created one after another.
  public static final int UIDS = 4;

  @Override
  public int names() {
    return stored.size();
  }

  @Override
  public Optional<T> get(State state, int name) {
    return state.get(stored.get(name));
  }

  /// Stores an object under a name that is free.
  void create(Transaction tx, int name, T object) {
    var uid = tx.get(last.get(name)) % UIDS + 1;
    tx.set(last.get(name), uid);
    replace(tx, name, Optional.of(object.with(object.meta().withUid(uid))));
  }

  /// Stores what has become of the object of a name.
  void replace(Transaction tx, int name, Optional<T> object) {
    tx.set(stored.get(name), object);
  }
}
