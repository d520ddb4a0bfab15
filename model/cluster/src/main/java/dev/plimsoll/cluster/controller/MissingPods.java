package dev.plimsoll.cluster.controller;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;
import java.util.Optional;

/// How the ReplicaSet controller makes the pods that a ReplicaSet misses, call by call.
///
/// Source: `pkg/controller/replicaset/replica_set.go` (`syncReplicaSet`, `manageReplicas`,
/// `addPod`), v1.30. Left out: that pods are deleted, and adopted.
///
/// @param known what it believes of the ReplicaSet
/// @param expected how many creations of pods it has not seen yet: expectations, which have the
///     name of the ReplicaSet as their key
/// @param creations what the sync under way has still to do
public record MissingPods(
    Resource<Pod> pods,
    Informer<ReplicaSet> known,
    Cell<Integer> expected,
    Cell<Optional<Creations>> creations) {

  private static final int NAME = 0;

  /// Pods that are to be created.
  ///
  /// @param owner the uid of their ReplicaSet
  public record Creations(int owner, int left) {}

  /// Decides how many pods are missing, once all that was created is seen.
  public void sync(Transaction tx, Informer<Pod> knownPods) {
    tx.require(creations, Optional.empty()).require(expected, 0);
    var set = known.get(tx, NAME);
    tx.require(set.isPresent());
    var owner = set.get().meta().uid();
    var missing = set.get().replicas() - count(tx, knownPods, owner);
    tx.require(missing > 0);
    tx.set(expected, missing).set(creations, Optional.of(new Creations(owner, missing)));
  }

  /// Creates the next pod.
  ///
  /// @return its name
  public int create(Transaction tx) {
    var creation = tx.get(creations);
    tx.require(creation.isPresent());
    var free = pods.free(tx);
    tx.require(!free.isEmpty());
    var owner = creation.get().owner();
    var left = creation.get().left() - 1;
    pods.create(tx, free.getFirst(), Pod.NEW.with(Pod.NEW.meta().ownedBy(owner)));
    tx.set(creations, Optional.of(new Creations(owner, left)).filter(it -> it.left() > 0));
    return free.getFirst();
  }

  /// Expects nothing any more of a ReplicaSet that has gone: what a sync does then.
  public void forget(Transaction tx) {
    tx.require(creations, Optional.empty());
    tx.require(known.get(tx, NAME).isEmpty()).require(tx.get(expected) > 0).set(expected, 0);
  }

  /// Learns of a pod: one that is new, and belongs to the ReplicaSet as it is known, was expected.
  public void changed(Transaction tx, Optional<Pod> before, Optional<Pod> after) {
    if (before.isEmpty() && after.isPresent()) {
      var owner = after.get().meta().owner();
      var set = known.get(tx, NAME);
      if (set.isPresent() && owner.equals(Optional.of(set.get().meta().uid()))) {
        tx.update(expected, count -> Math.max(0, count - 1));
      }
    }
  }

  private static int count(State state, Informer<Pod> pods, int owner) {
    var owned = pods.list(state).stream().map(pod -> pod.meta().owner());
    return (int) owned.filter(Optional.of(owner)::equals).count();
  }
}
