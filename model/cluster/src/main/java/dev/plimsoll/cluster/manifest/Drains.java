package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import java.util.OptionalInt;

/// Nodes are drained one after another, by somebody careful: the next one when all pods serve.
///
/// Source: `kubectl drain`, `pkg/drain/drain.go`, v0.30.
///
/// @param drained how many have been, in order
record Drains(ControlledCluster cluster, Cell<Integer> drained) {

  private Inventory inventory() {
    return cluster.inventory;
  }

  /// Makes the next node unschedulable.
  void cordon(Transaction tx) {
    int node = tx.get(drained);
    tx.require(node < inventory().nodes().size());
    var cell = inventory().nodes().get(node);
    tx.require(!tx.get(cell).cordoned());
    for (var workload : cluster.workloads(Workload::isKept)) {
      tx.require(inventory().available(tx, workload) == inventory().wanted(tx, workload));
    }
    tx.set(cell, tx.get(cell).cordoned(true));
  }

  /// Evicts a pod from the node that is cordoned.
  void evict(Transaction tx, int workload) {
    int node = tx.get(drained);
    requireCordoned(tx, node);
    var pod =
        cluster.choose(
            tx,
            workload,
            each ->
                each.isOn(node) && each.isActive() && cluster.evictions.allows(tx, workload, each));
    cluster.delete(tx, workload, pod);
  }

  /// Lets pods come again, once all have gone.
  void uncordon(Transaction tx) {
    int node = tx.get(drained);
    requireCordoned(tx, node);
    for (var pods : inventory().pods()) {
      tx.require(pods.list(tx).stream().noneMatch(pod -> pod.isOn(node)));
    }
    var cell = inventory().nodes().get(node);
    tx.set(cell, tx.get(cell).cordoned(false)).set(drained, node + 1);
  }

  private void requireCordoned(Transaction tx, int node) {
    tx.require(node < inventory().nodes().size());
    tx.require(tx.get(inventory().nodes().get(node)).cordoned());
  }

  /// How many pods of a workload are to serve at all times: as many as its budgets keep, or all but
  /// those that an even spread has on a node.
  OptionalInt least(int workload) {
    var spec = inventory().workload(workload);
    var template = inventory().templates().get(workload);
    var nodes = inventory().spec().nodes().stream().filter(template::selects).count();
    var budgeted = cluster.evictions.least(workload);
    return budgeted.isPresent() || nodes < 2
        ? budgeted
        : OptionalInt.of((int) (spec.settled() - Math.ceilDiv(spec.settled(), nodes)));
  }
}
