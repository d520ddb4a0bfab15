package dev.plimsoll.cluster.rollout;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The ReplicaSet controller: makes and deletes pods, one call at a time, and waits after each
/// until its cache shows it (expectations).
///
/// Source: `pkg/controller/replicaset/replica_set.go` (`manageReplicas`), v1.30.
///
/// @param replicaSets as it knows them
/// @param known the pods as it knows them
/// @param pods the objects
/// @param objects the ReplicaSets
/// @param expected the pod that was made or deleted last, until the cache shows it
/// @param expects whether it waits for that
record ReplicaSetController(
    Informer<ReplicaSet> replicaSets,
    Informer<Pod> known,
    Resource<Pod> pods,
    Resource<ReplicaSet> objects,
    Cell<Optional<Integer>> expected,
    boolean expects) {

  /// Makes a pod where there are too few.
  void create(Transaction tx, int name) {
    var replicaSet = replicaSets.get(tx, name);
    tx.require(replicaSet.isPresent());
    tx.require(expected, Optional.empty());
    tx.require(active(tx, replicaSet.get()).size() < replicaSet.get().replicas());
    var free = pods.free(tx);
    tx.require(!free.isEmpty());
    pods.create(
        tx,
        free.getFirst(),
        Pod.NEW.of(name).with(Meta.NEW.ownedBy(replicaSet.get().meta().uid())));
    expect(tx, free.getFirst());
  }

  /// Deletes a pod where there are too many: one that does not run, if there is one; else the last.
  void delete(Transaction tx, int name) {
    var replicaSet = replicaSets.get(tx, name);
    tx.require(replicaSet.isPresent());
    tx.require(expected, Optional.empty());
    var active = active(tx, replicaSet.get());
    tx.require(active.size() > replicaSet.get().replicas());
    var victim =
        active.stream()
            .min(
                Comparator.comparing((Integer pod) -> phase(tx, pod) == Pod.Phase.RUNNING)
                    .thenComparing(Comparator.reverseOrder()))
            .orElseThrow();
    pods.delete(tx, victim, known.get(tx, victim).orElseThrow().meta().uid());
    expect(tx, victim);
  }

  private void expect(Transaction tx, int pod) {
    if (expects) {
      tx.set(expected, Optional.of(pod));
    }
  }

  private Pod.Phase phase(State state, int pod) {
    return known.get(state, pod).orElseThrow().phase();
  }

  /// Tells how many pods are available.
  void updateStatus(Transaction tx, int name) {
    var replicaSet = replicaSets.get(tx, name);
    tx.require(replicaSet.isPresent());
    var available =
        (int)
            active(tx, replicaSet.get()).stream()
                .filter(pod -> phase(tx, pod) == Pod.Phase.RUNNING)
                .count();
    tx.require(replicaSet.get().available() != available);
    tx.require(objects.get(tx, name).equals(replicaSet));
    objects.update(tx, name, replicaSet.get(), replicaSet.get().withAvailable(available));
  }

  /// The names of its pods that are neither ended nor to be deleted.
  private List<Integer> active(State state, ReplicaSet replicaSet) {
    var uid = Optional.of(replicaSet.meta().uid());
    return IntStream.range(0, known.names())
        .filter(
            name ->
                known.is(
                    state,
                    name,
                    pod ->
                        pod.meta().owner().equals(uid)
                            && !pod.meta().deleting()
                            && pod.phase() != Pod.Phase.FAILED))
        .boxed()
        .toList();
  }
}
