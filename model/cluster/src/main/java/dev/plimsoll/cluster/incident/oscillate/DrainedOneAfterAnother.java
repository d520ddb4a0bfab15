package dev.plimsoll.cluster.incident.oscillate;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.workload.WorkloadModel;
import java.util.List;
import java.util.Optional;

/// Nodes are drained one after another. Nothing moves back to a node that has returned, so the next
/// one has all the pods, and they all go at a time.
///
/// Source: `kubectl drain`; `pkg/registry/core/pod/storage/eviction.go`, v1.30.
final class DrainedOneAfterAnother extends WorkloadModel {

  private static final int REPLICAS = 2;
  private static final int MIN_AVAILABLE = 1;
  private static final List<Integer> NODES = List.of(0, 1);

  private final Cell<Integer> node = cell("node to be drained next", 0);
  private final Cell<Boolean> cordoned = cell("it is cordoned", false);

  /// @param fixed whether evictions are refused that a PodDisruptionBudget does not allow
  DrainedOneAfterAnother(boolean fixed) {
    super(1, List.of(on(0), on(1), Optional.empty(), Optional.empty()));
    declareReplicaSet(s -> REPLICAS, Pod.NEW);
    declareScheduler(
        NODES,
        known -> (s, pod, at) -> !(s.get(cordoned) && s.get(node).equals(at)),
        known -> (s, pod, at) -> -count(s, known, at));
    var phases = declareKubelets();
    step(component("kubelet"), "run a pod", names, phases::run);
    var maintenance = component("maintenance");
    step(maintenance, "cordon the next node", this::cordon);
    step(maintenance, "evict a pod", names, (tx, name) -> evict(tx, name, fixed));
    step(maintenance, "bring the node back", this::uncordon);

    always("enough pods are available", s -> available(s) >= MIN_AVAILABLE);
    eventuallyAlways(
        "in the end maintenance is over and all pods run",
        s -> s.get(node) == NODES.size() && available(s) == REPLICAS);
    sometimes(
        "a node has all the pods as the other returns",
        s -> !s.get(cordoned) && count(s, pods, 1) == REPLICAS && isSettled(s, REPLICAS));
  }

  private static Optional<Pod> on(int node) {
    return Optional.of(Pod.NEW.boundTo(node).in(Pod.Phase.RUNNING));
  }

  /// Begins with a node once all pods are available.
  private void cordon(Transaction tx) {
    tx.require(cordoned, false).require(tx.get(node) < NODES.size());
    tx.require(available(tx) == REPLICAS).set(cordoned, true);
  }

  private void evict(Transaction tx, int name, boolean hasBudget) {
    tx.require(cordoned, true);
    var at = tx.get(node);
    tx.require(pods.is(tx, name, pod -> pod.isOn(at) && pod.isActive()));
    var runs = pods.is(tx, name, pod -> pod.phase() == Pod.Phase.RUNNING);
    tx.require(!hasBudget || available(tx) - (runs ? 1 : 0) >= MIN_AVAILABLE);
    pods.delete(tx, name);
  }

  private void uncordon(Transaction tx) {
    tx.require(cordoned, true).require(count(tx, pods, tx.get(node)) == 0);
    tx.set(cordoned, false).update(node, at -> at + 1);
  }

  private long available(State state) {
    return pods.list(state).stream()
        .filter(pod -> pod.isActive() && pod.phase() == Pod.Phase.RUNNING)
        .count();
  }
}
