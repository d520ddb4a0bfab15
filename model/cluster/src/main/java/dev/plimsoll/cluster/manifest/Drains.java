package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.OptionalInt;

/// Nodes are drained one after another, by somebody careful: the next one when all pods serve.
///
/// Source: `kubectl drain`, `pkg/drain/drain.go`, v0.30.
record Drains(ControlledCluster cluster) {

  private Inventory inventory() {
    return cluster.inventory;
  }

  /// Makes a node unschedulable that was not drained yet.
  void cordon(Transaction tx, int node) {
    tx.require(tx.get(inventory().nodes()).stream().noneMatch(NodeState::cordoned));
    tx.require(!inventory().node(tx, node).drained());
    for (var workload : cluster.workloads(Workload::isKept)) {
      tx.require(inventory().available(tx, workload) == inventory().wanted(tx, workload));
    }
    cluster.requireFirst(tx, node);
    inventory().set(tx, node, inventory().node(tx, node).asCordoned());
  }

  /// Evicts a pod from the node if it is cordoned.
  void evict(Transaction tx, int workload, int node) {
    tx.require(inventory().node(tx, node).cordoned());
    var pod =
        cluster.choose(
            tx,
            workload,
            node,
            each -> each.isActive() && cluster.allowsEviction(tx, workload, each));
    inventory().pods().get(workload).delete(tx, pod);
  }

  /// Lets pods come again, once all have gone.
  void uncordon(Transaction tx, int node) {
    tx.require(inventory().node(tx, node).cordoned());
    for (var pods : inventory().pods()) {
      tx.require(pods.count(tx, node).all() == 0);
    }
    inventory().set(tx, node, inventory().node(tx, node).asDrained());
  }

  /// Whether a pod of a workload goes from the node that is cordoned.
  boolean isEvicted(State state, int workload) {
    var pods = inventory().pods().get(workload);
    return pods.isAnyOn(
        state,
        node -> inventory().node(state, node).cordoned() && pods.count(state, node).going() > 0);
  }

  /// Whether every node has been drained.
  boolean areDone(State state) {
    return state.get(inventory().nodes()).stream().allMatch(NodeState::drained);
  }

  /// How many pods of a workload are to serve at all times: as many as its budgets keep, or all but
  /// those that an even spread has on a node. Empty where that is none.
  OptionalInt least(int workload) {
    var spec = inventory().workload(workload);
    var template = inventory().templates().get(workload);
    var nodes = inventory().spec().nodes().stream().filter(template::selects).count();
    var budgeted = cluster.evictions.least(workload);
    var least =
        budgeted.isPresent() || nodes < 2
            ? budgeted.orElse(0)
            : (int) (spec.settled() - Math.ceilDiv(spec.settled(), nodes));
    return least > 0 ? OptionalInt.of(least) : OptionalInt.empty();
  }
}
