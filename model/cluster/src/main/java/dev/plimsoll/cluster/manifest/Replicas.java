package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.controller.ReplicaSets;
import dev.plimsoll.cluster.node.Pod;
import java.util.function.ToIntFunction;

/// What the ReplicaSet controller does for one ReplicaSet, one call after another, by what is
/// stored.
///
/// Source: as {@link ReplicaSets}, whose cache lags.
///
/// @param wanted how many pods it asks for
/// @param template of those that it creates; others of the same template are its own
record Replicas(
    ControlledCluster cluster, int workload, ToIntFunction<State> wanted, Pod template) {

  private Pods pods() {
    return cluster.inventory.pods().get(workload);
  }

  /// Whether it has too few.
  boolean areMissing(State state) {
    return cluster.decisions.creates(active(state), wanted.applyAsInt(state));
  }

  private int active(State state) {
    return pods().active(state, Rollout.isNew(template));
  }

  /// Creates a pod where there are too few.
  void create(Transaction tx) {
    tx.require(areMissing(tx) && !pods().isFull(tx));
    pods().create(tx, template);
  }

  /// Deletes a pod where there are too many: one that is worth least.
  void delete(Transaction tx) {
    tx.require(active(tx) > wanted.applyAsInt(tx));
    var own =
        pods().list(tx).stream()
            .filter(pod -> pod.isActive() && Rollout.isNew(pod) == Rollout.isNew(template))
            .toList();
    var least = own.stream().mapToInt(pod -> worth(tx, pod)).min().orElse(0);
    var pods = own.stream().filter(pod -> worth(tx, pod) == least).toList();
    pods().delete(tx, cluster.choose(tx, workload, pods));
  }

  private int worth(State state, Pod pod) {
    var beside = pod.node().map(node -> pods().count(state, node).all()).orElse(0);
    return ReplicaSets.worth(pod, beside, pods().most());
  }
}
