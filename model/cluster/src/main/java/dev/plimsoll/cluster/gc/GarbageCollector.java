package dev.plimsoll.cluster.gc;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Outcome;
import dev.plimsoll.cluster.client.Informer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the workers of the garbage collector do, one call after another: one looks at objects, and
/// at each of their owners, and deletes those that have none; one takes owners off dependents that
/// are to stay.
///
/// Source: `pkg/controller/garbagecollector/garbagecollector.go` (`attemptToDeleteItem`,
/// `classifyReferences`, `attemptToOrphanWorker`), v1.30. An object is deleted only if it is
/// still as it was read; v1.30 compares the uid, v1.34 owners as well
/// (kubernetes/kubernetes#132632).
///
/// @param known what it believes of the objects, by kind
/// @param attempt what the one worker is about
/// @param orphaning what the other is about
record GarbageCollector(
    OwnedObjects objects,
    List<Informer<OwnedObject>> known,
    DependencyGraph graph,
    Cell<Optional<Attempt>> attempt,
    Cell<Optional<Orphaning>> orphaning,
    Bug bug) {

  /// What is found of an owner.
  enum Standing {
    /// It is there.
    SOLID,
    /// It is not.
    DANGLING,
    /// It waits for its dependents to go.
    WAITING
  }

  /// What is done with an object.
  sealed interface Attempt {}

  /// Its owners are looked up.
  ///
  /// @param read the object as it was
  /// @param found of its first owners
  record Classify(ObjectReference item, OwnedObject read, List<Standing> found) implements Attempt {

    Classify {
      found = List.copyOf(found);
    }

    boolean isDone() {
      return found.size() == read.owners().size();
    }

    List<ObjectReference> owners(Standing standing) {
      return IntStream.range(0, found.size())
          .filter(i -> found.get(i) == standing)
          .mapToObj(i -> read.owners().get(i).owner())
          .toList();
    }
  }

  /// It waits for its dependents no longer.
  record Release(ObjectReference item) implements Attempt {}

  /// An owner's dependents become free, one after another.
  record Orphaning(ObjectReference owner, List<ObjectReference> dependents) {}

  // ---- the worker that deletes

  /// Looks at an object of the queue.
  void lookAt(Transaction tx, ObjectReference item) {
    tx.require(attempt, Optional.empty());
    DependencyGraph.take(tx, graph.attemptToDelete(), item);
    var node = graph.find(tx, item);
    if (node.isEmpty() || (node.get().beingDeleted() && !node.get().deletingDependents())) {
      return;
    }
    var read = get(tx, item);
    if (read.isEmpty()) {
      graph.remove(tx, item);
      return;
    }
    if (node.get().virtual()) {
      DependencyGraph.add(tx, graph.attemptToDelete(), item);
    }
    if (node.get().deletingDependents()) {
      waitForDependents(tx, item);
    } else if (!read.get().owners().isEmpty()) {
      tx.set(attempt, Optional.of(new Classify(item, read.get(), List.of())));
    }
  }

  private void waitForDependents(Transaction tx, ObjectReference item) {
    var blocking = graph.dependents(tx, item).stream().filter(it -> it.blocks(item)).toList();
    if (blocking.isEmpty() || bug == Bug.RELEASES_AT_ONCE) {
      tx.set(attempt, Optional.of(new Release(item)));
    }
    blocking.stream()
        .filter(it -> !it.deletingDependents())
        .forEach(it -> DependencyGraph.add(tx, graph.attemptToDelete(), it.identity()));
  }

  /// Looks up the next owner.
  void lookUpOwner(Transaction tx) {
    if (tx.get(attempt).orElse(null) instanceof Classify classify && !classify.isDone()) {
      var owner = classify.read().owners().get(classify.found().size()).owner();
      var found = Stream.concat(classify.found().stream(), Stream.of(standing(tx, owner))).toList();
      tx.set(attempt, Optional.of(new Classify(classify.item(), classify.read(), found)));
    } else {
      tx.require(false);
    }
  }

  private Standing standing(Transaction tx, ObjectReference owner) {
    if (graph.isAbsent(tx, owner)) {
      return Standing.DANGLING;
    }
    var read = get(tx, owner);
    if (read.isEmpty()) {
      DependencyGraph.add(tx, graph.absentOwners(), owner);
      return Standing.DANGLING;
    }
    return read.get().isWaitingForDependents() ? Standing.WAITING : Standing.SOLID;
  }

  private Optional<OwnedObject> get(Transaction tx, ObjectReference reference) {
    return switch (bug) {
      case TRUSTS_ITS_CACHE -> OwnedObjects.in(known, tx, reference);
      case MATCHES_BY_NAME -> objects.kinds().get(reference.kind()).get(tx, reference.name());
      default -> objects.get(tx, reference);
    };
  }

  /// Does what is to be done with the object.
  void act(Transaction tx) {
    switch (tx.get(attempt).orElse(null)) {
      case Classify classify when classify.isDone() -> act(tx, classify);
      case Release(var item) -> release(tx, item, Propagation.FOREGROUND_FINALIZER);
      case null, default -> tx.require(false);
    }
    tx.set(attempt, Optional.empty());
  }

  /// Is told that it could not do so, and is to look at the object again.
  void putBack(Transaction tx) {
    switch (tx.get(attempt).orElseThrow()) {
      case Classify classify -> DependencyGraph.add(tx, graph.attemptToDelete(), classify.item());
      case Release(var item) -> DependencyGraph.add(tx, graph.attemptToDelete(), item);
    }
    tx.set(attempt, Optional.empty());
  }

  private void act(Transaction tx, Classify classify) {
    var item = classify.item();
    var waiting = classify.owners(Standing.WAITING);
    if (classify.owners(Standing.SOLID).isEmpty()) {
      var inForeground = !waiting.isEmpty() && !graph.dependents(tx, item).isEmpty();
      finish(tx, item, delete(tx, classify, inForeground));
    } else {
      var others = Stream.concat(classify.owners(Standing.DANGLING).stream(), waiting.stream());
      var taken = others.toList();
      if (!taken.isEmpty()) {
        finish(tx, item, objects.patch(tx, item, it -> it.without(taken)));
      }
    }
  }

  private Outcome delete(Transaction tx, Classify classify, boolean inForeground) {
    var item = classify.item();
    var finalizers = classify.read().meta().finalizers();
    var propagation =
        inForeground || finalizers.contains(Propagation.FOREGROUND_FINALIZER)
            ? Propagation.FOREGROUND
            : finalizers.contains(Propagation.ORPHAN_FINALIZER)
                ? Propagation.ORPHAN
                : Propagation.BACKGROUND;
    if (bug == Bug.NO_PRECONDITION) {
      return objects
          .reference(tx, item.kind(), item.name())
          .map(held -> objects.delete(tx, held, propagation))
          .orElse(Outcome.NOT_FOUND);
    }
    return objects.get(tx, item).filter(it -> hasChanged(classify.read(), it)).isPresent()
        ? Outcome.CONFLICT
        : objects.delete(tx, item, propagation);
  }

  private boolean hasChanged(OwnedObject read, OwnedObject held) {
    return switch (bug) {
      case COMPARES_UID_ONLY -> false;
      case COMPARES_OWNERS_ONLY -> !held.owners().equals(read.owners());
      default -> !held.equals(read);
    };
  }

  private void finish(Transaction tx, ObjectReference item, Outcome outcome) {
    switch (outcome) {
      case OK -> {}
      case NOT_FOUND -> graph.remove(tx, item);
      case CONFLICT, ALREADY_EXISTS -> DependencyGraph.add(tx, graph.attemptToDelete(), item);
    }
  }

  private void release(Transaction tx, ObjectReference item, String finalizer) {
    objects.patch(
        tx,
        item,
        it ->
            bug == Bug.CLEARS_FINALIZERS
                ? it.meta().finalizers().stream().reduce(it, OwnedObject::without, (a, b) -> b)
                : it.without(finalizer));
  }

  // ---- the worker that orphans

  /// Begins with an owner of the queue.
  void beginToOrphan(Transaction tx, ObjectReference owner) {
    tx.require(orphaning, Optional.empty());
    DependencyGraph.take(tx, graph.attemptToOrphan(), owner);
    var dependents = graph.dependents(tx, owner).stream().map(GraphNode::identity).toList();
    tx.set(orphaning, Optional.of(new Orphaning(owner, dependents)));
    if (bug == Bug.ORPHANS_LATE) {
      release(tx, owner, Propagation.ORPHAN_FINALIZER);
    }
  }

  /// Takes the owner off the next dependent; if that is another object by now, begins anew.
  void orphan(Transaction tx) {
    var work = tx.get(orphaning);
    tx.require(work.isPresent() && !work.get().dependents().isEmpty());
    var owner = work.get().owner();
    var all = work.get().dependents();
    var outcome = objects.patch(tx, all.getFirst(), it -> it.without(List.of(owner)));
    if (outcome == Outcome.CONFLICT) {
      beginToOrphanAnew(tx);
    } else {
      tx.set(orphaning, Optional.of(new Orphaning(owner, all.subList(1, all.size()))));
    }
  }

  /// Is to begin again with the owner, as a call has failed.
  void beginToOrphanAnew(Transaction tx) {
    DependencyGraph.add(tx, graph.attemptToOrphan(), tx.get(orphaning).orElseThrow().owner());
    tx.set(orphaning, Optional.empty());
  }

  /// Lets an owner go that has no dependents any more.
  void letGo(Transaction tx) {
    var work = tx.get(orphaning);
    tx.require(work.isPresent() && work.get().dependents().isEmpty());
    release(tx, work.get().owner(), Propagation.ORPHAN_FINALIZER);
    tx.set(orphaning, Optional.empty());
  }
}
