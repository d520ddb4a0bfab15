package dev.plimsoll.cluster.apiserver;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where the objects of one kind are, and how they are told apart.
///
/// @param <T> the kind
public sealed interface Storage<T extends ApiObject<T>> extends Source<T> {

  /// As many objects are told apart that are created one after another.
  int UIDS = 4;

  /// Stores an object under a name that is free.
  void create(Transaction tx, int name, T object);

  /// Stores what has become of the object of a name.
  void replace(Transaction tx, int name, Optional<T> object);

  /// In a cell each, by a name that stays, and with a uid for those that have it one after another.
  ///
  /// @param last by name: the uid of the object that was created last; one cell for all names where
  ///     uids tell apart objects of different names, too
  record Named<T extends ApiObject<T>>(Cells<Optional<T>> stored, List<Cell<Integer>> last)
      implements Storage<T> {

    @Override
    public int names() {
      return stored.size();
    }

    @Override
    public Optional<T> get(State state, int name) {
      return state.get(stored.get(name));
    }

    @Override
    public void create(Transaction tx, int name, T object) {
      var uid = tx.get(last.get(name)) % UIDS + 1;
      tx.set(last.get(name), uid);
      replace(tx, name, Optional.of(object.with(object.meta().withUid(uid))));
    }

    @Override
    public void replace(Transaction tx, int name, Optional<T> object) {
      tx.set(stored.get(name), object);
    }
  }

  /// In one cell, told apart by nothing but what they are, and kept in order, so that states are
  /// one that differ in names alone. A name is a place in the list: it does not stay with its
  /// object, and nobody can watch it.
  ///
  /// @param names how many there can be
  /// @param order in which only equal objects are equal
  record Anonymous<T extends ApiObject<T>>(Cell<List<T>> stored, int names, Comparator<T> order)
      implements Storage<T> {

    @Override
    public Optional<T> get(State state, int name) {
      var all = state.get(stored);
      return name < all.size() ? Optional.of(all.get(name)) : Optional.empty();
    }

    @Override
    public List<T> list(State state) {
      return state.get(stored);
    }

    @Override
    public void create(Transaction tx, int name, T object) {
      replace(tx, name, Optional.of(object));
    }

    @Override
    public void replace(Transaction tx, int name, Optional<T> object) {
      var all = tx.get(stored);
      var others = IntStream.range(0, all.size()).filter(each -> each != name).mapToObj(all::get);
      tx.set(stored, Stream.concat(others, object.stream()).sorted(order).toList());
    }
  }
}
