package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.scheduler.framework.PodInfo;
import dev.plimsoll.kubernetes.workload.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Which nodes differ in nothing but their names, in a state: whatever can happen to one can happen
/// to the other, so that of steps that differ in this alone one will do. No claim names a node, and
/// fairness is of rules, whichever nodes they choose.
///
/// @param sorts what does not change of each node
record AlikeNodes(Inventory inventory, List<Object> sorts) {

  AlikeNodes {
    sorts = List.copyOf(sorts);
  }

  /// Nodes are alike that have the same, and are named by the same pods.
  static AlikeNodes of(Inventory inventory) {
    return new AlikeNodes(
        inventory,
        inventory.spec().nodes().stream().map(node -> sort(node, inventory.templates())).toList());
  }

  /// No node is like another.
  static AlikeNodes none(Inventory inventory) {
    return new AlikeNodes(inventory, List.copyOf(inventory.spec().nodes()));
  }

  /// What of a node does not change: what it has, and which pods it is named by.
  private static Object sort(Node node, List<PodInfo> templates) {
    return List.of(
        Nodes.sort(node),
        templates.stream().map(pod -> pod.selects(node)).toList(),
        templates.stream()
            .map(pod -> pod.spec().nodeName().equals(Optional.of(node.metadata().name())))
            .toList());
  }

  /// The first of nodes that are alike, ascending.
  List<Integer> first(State state, List<Integer> among) {
    var seen = new HashSet<>();
    return among.stream().filter(node -> seen.add(looks(state, node))).toList();
  }

  private Object looks(State state, int node) {
    return List.of(
        sorts.get(node),
        inventory.node(state, node),
        inventory.pods().stream()
            .map(
                pods ->
                    pods.list(state).stream().filter(pod -> pod.isOn(node)).map(Here::of).toList())
            .toList());
  }

  /// A pod without its node.
  private record Here(Pod.Phase phase, boolean started, boolean deleting, boolean isNew) {
    static Here of(Pod pod) {
      return new Here(pod.phase(), pod.started(), pod.meta().deleting(), Rollout.isNew(pod));
    }
  }
}
