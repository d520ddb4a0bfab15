package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.scheduler.framework.PodInfo;
import dev.plimsoll.kubernetes.workload.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
  ///
  /// @param workload whose pods are compared first
  List<Integer> first(State state, List<Integer> among, int workload) {
    return among.stream()
        .filter(
            node ->
                among.stream()
                    .takeWhile(before -> before < node)
                    .noneMatch(before -> areAlike(state, workload, before, node)))
        .toList();
  }

  /// Whether no node before is like this one.
  ///
  /// @param workload whose pods are compared first
  boolean isFirst(State state, int node, int workload) {
    return IntStream.range(0, node).noneMatch(before -> areAlike(state, workload, before, node));
  }

  /// No more is read than shows that they are not.
  private boolean areAlike(State state, int workload, int one, int other) {
    return sorts.get(one).equals(sorts.get(other))
        && inventory.node(state, one).equals(inventory.node(state, other))
        && haveAlike(state, inventory.pods().get(workload), one, other)
        && inventory.pods().stream().allMatch(pods -> haveAlike(state, pods, one, other));
  }

  private static boolean haveAlike(State state, Pods pods, int one, int other) {
    return pods.count(state, one).equals(pods.count(state, other))
        && here(state, pods, one).equals(here(state, pods, other));
  }

  private static List<Here> here(State state, Pods pods, int node) {
    return pods.on(state, node).stream().map(Here::of).toList();
  }

  /// A pod without its node.
  private record Here(Pod.Phase phase, boolean started, boolean deleting, boolean isNew) {
    static Here of(Pod pod) {
      return new Here(pod.phase(), pod.started(), pod.meta().deleting(), Rollout.isNew(pod));
    }
  }
}
