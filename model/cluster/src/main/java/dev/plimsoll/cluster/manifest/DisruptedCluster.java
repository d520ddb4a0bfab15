package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;
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
      step(
          component("taint manager"),
          "delete a pod of " + name(workload),
          tx -> delete(tx, workload, choose(tx, workload, pod -> isDriven(tx, workload, pod))));
    }
  }

  private boolean isDriven(State state, int workload, Pod pod) {
    return pod.isActive()
        && pod.node().isPresent()
        && inventory.taints(state, pod.node().get()).stream()
            .anyMatch(taint -> !inventory.endures(workload, taint));
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
      step(
          component("descheduler, profile " + profile.name()),
          "evict a pod of " + name(workload),
          tx ->
              delete(
                  tx,
                  workload,
                  choose(
                      tx,
                      workload,
                      pod ->
                          pod.isActive()
                              && pod.node().isPresent()
                              && descheduling.wants(tx, workload, pod)
                              && allowsEviction(tx, workload, pod))));
    }
  }

  /// Taints nodes that are not heard of.
  final void declareNodeLifecycle() {
    var lifecycle = new NodeLifecycle(inventory);
    var controller = component("node lifecycle controller");
    step(
        controller,
        "taint a node",
        tx -> {
          var node = chooseNode(tx, each -> lifecycle.taints(tx, each));
          inventory.set(tx, node, inventory.node(tx, node).lost(true));
        });
    step(
        controller,
        "take the taint off a node",
        tx -> {
          var node = chooseNode(tx, each -> decisions.untaints(lifecycle, tx, each));
          inventory.set(tx, node, inventory.node(tx, node).lost(false));
        });
  }

  /// Takes a node down.
  final void fail(Transaction tx, int node) {
    tx.require(inventory.node(tx, node).up());
    inventory.set(tx, node, inventory.node(tx, node).up(false));
  }
}
