package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.kubernetes.workload.DeschedulerPolicy;
import dev.plimsoll.kubernetes.workload.Taint;
import java.util.function.Function;

/// What takes pods away from where they run: taints, a descheduler, nodes that are lost.
abstract class DisruptedCluster extends ControlledCluster {

  DisruptedCluster(
      ClusterSpec spec,
      Circumstance circumstance,
      Function<Inventory, AlikeNodes> alike,
      Decisions decisions) {
    super(spec, circumstance, alike, decisions);
  }

  /// Deletes pods that do not tolerate a taint `NoExecute`.
  final void declareTaintManager() {
    for (var workload : workloads(each -> true)) {
      var pods = inventory.pods().get(workload);
      stepOn(
          component("taint manager"),
          "delete a pod of " + name(workload),
          (tx, node) -> {
            tx.require(decisions.drives(inventory, tx, workload, node));
            pods.delete(tx, choose(tx, workload, node, Pod::isActive));
          });
    }
  }

  /// Whether a node of the manifests has a taint `NoExecute`.
  final boolean isTainted() {
    return spec.nodes().stream()
        .flatMap(node -> node.taints().stream())
        .anyMatch(taint -> taint.effect() == Taint.Effect.NO_EXECUTE);
  }

  /// Evicts what the profiles of a descheduler want.
  final void declareDescheduler(DeschedulerPolicy.Profile profile) {
    var descheduling = new Descheduling(inventory, profile);
    for (var workload : workloads(Workload::isKept)) {
      var pods = inventory.pods().get(workload);
      stepOn(
          component("descheduler, profile " + profile.name()),
          "evict a pod of " + name(workload),
          (tx, node) -> {
            tx.require(pods.count(tx, node).staying() > 0);
            tx.require(decisions.evicts(descheduling, tx, workload, node));
            var pod =
                choose(
                    tx,
                    workload,
                    node,
                    each -> each.isActive() && allowsEviction(tx, workload, each));
            pods.delete(tx, pod);
          });
    }
  }

  /// Taints nodes that are not heard of.
  final void declareNodeLifecycle() {
    var lifecycle = new NodeLifecycle(inventory);
    var controller = component("node lifecycle controller");
    stepOn(
        controller,
        "taint a node",
        (tx, node) -> {
          tx.require(lifecycle.taints(tx, node));
          requireFirst(tx, node);
          inventory.set(tx, node, inventory.node(tx, node).lost(true));
        });
    stepOn(
        controller,
        "take the taint off a node",
        (tx, node) -> {
          tx.require(decisions.untaints(lifecycle, tx, node));
          requireFirst(tx, node);
          inventory.set(tx, node, inventory.node(tx, node).lost(false));
        });
  }

  /// Takes a node down.
  final void fail(Transaction tx, int node) {
    tx.require(inventory.node(tx, node).up());
    inventory.set(tx, node, inventory.node(tx, node).up(false));
  }
}
