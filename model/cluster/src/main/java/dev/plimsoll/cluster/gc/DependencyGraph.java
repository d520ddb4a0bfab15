package dev.plimsoll.cluster.gc;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Who owns whom, as far as the garbage collector has seen, and what its workers are to look at. An
/// owner that was not seen is in the graph as a virtual node until it is, or is looked up and not
/// there.
///
/// Source: `pkg/controller/garbagecollector/graph_builder.go` (`processGraphChanges`), v1.30. Left
/// out: that references which name an owner wrongly are told of, rings, and that absences are
/// forgotten; events are processed as they arrive.
///
/// @param nodes in order of their identities
/// @param attemptToDelete nodes to be looked at
/// @param attemptToOrphan owners whose dependents are to stay
/// @param absentOwners owners that were found not to be there: `absentOwnerCache`
/// @param oversight what it does not heed
/// @param bug what it gets wrong
record DependencyGraph(
    Cell<List<GraphNode>> nodes,
    Cell<List<ObjectReference>> attemptToDelete,
    Cell<List<ObjectReference>> attemptToOrphan,
    Cell<List<ObjectReference>> absentOwners,
    Oversight oversight,
    Bug bug) {

  // ---- events

  /// An object has changed, as far as an informer knows. A list may show another object of the same
  /// name: the one before has gone.
  void changed(
      Transaction tx, int kind, int name, Optional<OwnedObject> before, Optional<OwnedObject> now) {
    var old = before.map(it -> new ObjectReference(kind, name, it.meta().uid()));
    var identity = now.map(it -> new ObjectReference(kind, name, it.meta().uid()));
    var hasGone = !old.equals(identity) && (now.isEmpty() || bug != Bug.TAKES_FOR_THE_SAME);
    if (hasGone) {
      old.ifPresent(it -> remove(tx, it));
    }
    identity.ifPresent(it -> see(tx, it, hasGone ? Optional.empty() : before, now.orElseThrow()));
  }

  private void see(
      Transaction tx, ObjectReference identity, Optional<OwnedObject> before, OwnedObject now) {
    var known = find(tx, identity);
    unblock(tx, known.map(GraphNode::owners).orElse(List.of()), now);
    put(tx, known.orElse(GraphNode.virtual(identity)).seenAs(now));
    now.owners().forEach(each -> addOwner(tx, each.owner()));
    if (starts(Propagation.ORPHAN_FINALIZER, before, now)) {
      add(tx, attemptToOrphan, identity);
    } else if (starts(Propagation.FOREGROUND_FINALIZER, before, now)) {
      dependents(tx, identity).forEach(each -> add(tx, attemptToDelete, each.identity()));
      add(tx, attemptToDelete, identity);
    }
  }

  /// Has owners looked at that an object does not block any more.
  private void unblock(Transaction tx, List<OwnerReference> before, OwnedObject now) {
    for (var each : before) {
      if (each.blocks() && !now.owners().contains(each) && find(tx, each.owner()).isPresent()) {
        add(tx, attemptToDelete, each.owner());
      }
    }
  }

  private void addOwner(Transaction tx, ObjectReference owner) {
    if (find(tx, owner).isEmpty()) {
      put(tx, GraphNode.virtual(owner));
      if (bug != Bug.NEVER_VERIFIES) {
        add(tx, attemptToDelete, owner);
      }
    }
  }

  /// Whether a deletion begins with which a finalizer has to do.
  private boolean starts(String finalizer, Optional<OwnedObject> before, OwnedObject now) {
    var deletionCounts = oversight == Oversight.SECOND_DELETION;
    return now.isDeletingWith(finalizer)
        && before
            .filter(it -> deletionCounts ? it.meta().deleting() : it.isDeletingWith(finalizer))
            .isEmpty();
  }

  /// An object has gone, or was found not to be there.
  void remove(Transaction tx, ObjectReference gone) {
    var node = find(tx, gone);
    if (node.isEmpty()) {
      return;
    }
    tx.update(nodes, all -> all.stream().filter(it -> !isSame(it.identity(), gone)).toList());
    var dependents = dependents(tx, gone);
    if (!dependents.isEmpty()) {
      add(tx, absentOwners, gone);
    }
    dependents.forEach(each -> add(tx, attemptToDelete, each.identity()));
    node.get().owners().stream()
        .map(OwnerReference::owner)
        .filter(owner -> find(tx, owner).filter(GraphNode::deletingDependents).isPresent())
        .forEach(owner -> add(tx, attemptToDelete, owner));
  }

  // ---- what workers read

  Optional<GraphNode> find(State state, ObjectReference identity) {
    return state.get(nodes).stream().filter(it -> isSame(it.identity(), identity)).findFirst();
  }

  List<GraphNode> dependents(State state, ObjectReference owner) {
    return state.get(nodes).stream()
        .filter(it -> it.owners().stream().anyMatch(each -> isSame(each.owner(), owner)))
        .toList();
  }

  /// Whether an owner is known to be absent.
  boolean isAbsent(State state, ObjectReference owner) {
    return state.get(absentOwners).stream()
        .anyMatch(
            absent -> bug == Bug.ABSENT_BY_NAME ? owner.isNamedAs(absent) : isSame(owner, absent));
  }

  private boolean isSame(ObjectReference one, ObjectReference other) {
    return oversight == Oversight.NAMESPACE ? one.hasUidOf(other) : one.equals(other);
  }

  // ---- sets in order

  private void put(Transaction tx, GraphNode node) {
    tx.update(
        nodes,
        all ->
            Stream.concat(
                    all.stream().filter(it -> !it.identity().equals(node.identity())),
                    Stream.of(node))
                .sorted(Comparator.comparing(GraphNode::identity))
                .toList());
  }

  static void add(Transaction tx, Cell<List<ObjectReference>> set, ObjectReference one) {
    tx.update(set, all -> Stream.concat(all.stream(), Stream.of(one)).distinct().sorted().toList());
  }

  static void take(Transaction tx, Cell<List<ObjectReference>> set, ObjectReference one) {
    tx.require(tx.get(set).contains(one));
    tx.update(set, all -> all.stream().filter(it -> !it.equals(one)).toList());
  }
}
