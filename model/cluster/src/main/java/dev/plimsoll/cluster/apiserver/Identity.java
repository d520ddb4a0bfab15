package dev.plimsoll.cluster.apiserver;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Transaction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How objects of one kind are told apart.
///
/// @param <T> the kind
public sealed interface Identity<T extends ApiObject<T>> {

  /// An object as it is stored when it is created.
  T give(Transaction tx, T created);

  /// Stores what has become of a name.
  void store(Transaction tx, Cells<Optional<T>> stored, int name, Optional<T> object);

  /// By a name that stays, and a uid for those that have it one after another.
  ///
  /// @param last the uid of the object that was created last
  record Uid<T extends ApiObject<T>>(Cell<Integer> last) implements Identity<T> {

    /// As many objects of a name are told apart.
    private static final int UIDS = 4;

    @Override
    public T give(Transaction tx, T created) {
      var uid = tx.get(last) % UIDS + 1;
      tx.set(last, uid);
      return created.with(created.meta().withUid(uid));
    }

    @Override
    public void store(Transaction tx, Cells<Optional<T>> stored, int name, Optional<T> object) {
      tx.set(stored.get(name), object);
    }
  }

  /// By nothing but what they are: they are kept in order, so that states are one that differ in
  /// names alone. A name does not stay with its object, and nobody can watch it.
  ///
  /// @param order in which only equal objects are equal
  record None<T extends ApiObject<T>>(Comparator<T> order) implements Identity<T> {

    @Override
    public T give(Transaction tx, T created) {
      return created;
    }

    @Override
    public void store(Transaction tx, Cells<Optional<T>> stored, int name, Optional<T> object) {
      var sorted =
          IntStream.range(0, stored.size())
              .mapToObj(each -> each == name ? object : tx.get(stored.get(each)))
              .flatMap(Optional::stream)
              .sorted(order)
              .toList();
      for (var place = 0; place < stored.size(); place++) {
        tx.set(stored.get(place), at(sorted, place));
      }
    }

    private static <T> Optional<T> at(List<T> sorted, int place) {
      return place < sorted.size() ? Optional.of(sorted.get(place)) : Optional.empty();
    }
  }
}
