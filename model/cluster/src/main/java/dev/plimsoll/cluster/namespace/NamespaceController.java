package dev.plimsoll.cluster.namespace;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.namespace.NamespaceDeletionModel.Bug;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What the namespace controller does for a namespace that is being deleted, one call after
/// another: group by group it deletes all, and lists what remains; if nothing does, and all groups
/// were discovered, it lets the namespace go. Else it begins anew.
///
/// Source: `pkg/controller/namespace/deletion/namespaced_resources_deleter.go` (`Delete`,
/// `deleteAllContent`), v1.30. Left out: estimates of how long it takes, and conditions.
///
/// @param groups what is in the namespace, by API group
/// @param discovered whether discovery answers for the last group, which is an aggregated API
record NamespaceController(
    Resource<Namespace> namespaces,
    List<Resource<Content>> groups,
    Cell<Boolean> discovered,
    Cell<Optional<Sync>> sync,
    Bug bug) {

  /// How far it has come.
  ///
  /// @param complete whether all groups were discovered
  /// @param left groups that are to be looked at
  /// @param deleted whether all of the first of them was deleted, and is to be listed
  /// @param empty whether nothing remains in the groups before
  record Sync(boolean complete, List<Integer> left, boolean deleted, boolean empty) {}

  /// Asks which groups there are.
  void discover(Transaction tx) {
    tx.require(sync, Optional.empty());
    var isComplete = tx.get(discovered);
    var found = IntStream.range(0, groups.size() - (isComplete ? 0 : 1)).boxed().toList();
    var counts = isComplete || bug == Bug.IGNORES_UNDISCOVERED;
    tx.set(sync, Optional.of(new Sync(counts, found, false, true)));
  }

  /// Deletes all of the next group.
  void deleteCollection(Transaction tx) {
    var at = at(tx, false);
    var group = groups.get(at.left().getFirst());
    group.names(tx, it -> true).forEach(name -> delete(tx, group, name));
    if (bug == Bug.DOES_NOT_LIST) {
      next(tx, at, true);
    } else {
      tx.set(sync, Optional.of(new Sync(at.complete(), at.left(), true, at.empty())));
    }
  }

  private void delete(Transaction tx, Resource<Content> group, int name) {
    if (bug == Bug.FORCES) {
      group.patch(tx, name, it -> it.with(it.meta().without(Content.CLEANUP).asDeleting()));
    } else {
      group.delete(tx, name);
    }
  }

  /// Lists what remains of it.
  void list(Transaction tx) {
    var at = at(tx, true);
    next(tx, at, groups.get(at.left().getFirst()).list(tx).isEmpty());
  }

  private Sync at(Transaction tx, boolean deleted) {
    var at = tx.get(sync);
    tx.require(at.isPresent() && !at.get().left().isEmpty() && at.get().deleted() == deleted);
    return at.get();
  }

  private void next(Transaction tx, Sync at, boolean isEmpty) {
    var left = at.left().subList(1, at.left().size());
    tx.set(sync, Optional.of(new Sync(at.complete(), left, false, at.empty() && isEmpty)));
  }

  /// Lets the namespace go, if nothing remains; else begins anew.
  void finish(Transaction tx) {
    var at = tx.get(sync);
    tx.require(at.isPresent() && at.get().left().isEmpty());
    var isDone = at.get().complete() && at.get().empty();
    if (isDone) {
      namespaces.patch(tx, 0, it -> it.with(it.meta().without(Namespace.KUBERNETES)));
    }
    if (isDone || bug != Bug.GIVES_UP) {
      tx.set(sync, Optional.empty());
    }
  }
}
