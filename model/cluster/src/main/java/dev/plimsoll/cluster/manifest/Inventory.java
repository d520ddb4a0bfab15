package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.scheduler.framework.NodeInfo;
import dev.plimsoll.cluster.scheduler.framework.PodInfo;
import dev.plimsoll.cluster.scheduler.framework.Snapshot;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The objects of a cluster, by the numbers of workloads and nodes.
///
/// @param pods of each workload
/// @param nodes what has become of them
/// @param deployments what is asked for of each workload
record Inventory(
    ClusterSpec spec,
    List<PodInfo> templates,
    List<Pods> pods,
    Cell<List<NodeState>> nodes,
    Resource<Deployment> deployments) {

  private static final Taint UNSCHEDULABLE =
      new Taint("node.kubernetes.io/unschedulable", "", Taint.Effect.NO_SCHEDULE);
  private static final Taint UNREACHABLE =
      new Taint("node.kubernetes.io/unreachable", "", Taint.Effect.NO_EXECUTE);

  static List<PodInfo> templates(ClusterSpec spec) {
    return IntStream.range(0, spec.workloads().size())
        .mapToObj(
            number -> {
              var workload = spec.workloads().get(number);
              return new PodInfo(number, workload.metadata().namespace(), workload.template());
            })
        .toList();
  }

  /// What has become of a node.
  NodeState node(State state, int node) {
    return state.get(nodes).get(node);
  }

  void set(Transaction tx, int node, NodeState now) {
    var all = new ArrayList<>(tx.get(nodes));
    all.set(node, now);
    tx.set(nodes, List.copyOf(all));
  }

  /// How many nodes are down.
  long down(State state) {
    return state.get(nodes).stream().filter(node -> !node.up()).count();
  }

  Workload workload(int number) {
    return spec.workloads().get(number);
  }

  /// What the scheduler sees.
  Snapshot snapshot(State state) {
    return new Snapshot(
        IntStream.range(0, spec.nodes().size()).mapToObj(node -> info(state, node)).toList(),
        templates);
  }

  /// What it sees of a node.
  NodeInfo info(State state, int node) {
    var counts = pods.stream().map(each -> each.count(state, node)).toList();
    return new NodeInfo(
        spec.nodes().get(node),
        taints(state, node),
        counts.stream().map(Pods.Count::all).toList(),
        counts.stream().map(Pods.Count::staying).toList());
  }

  /// The taints of a node: those of the manifest, and those that say what has become of it.
  List<Taint> taints(State state, int node) {
    return taints(spec.nodes().get(node), node(state, node));
  }

  /// The taints of a node of which something has become.
  static List<Taint> taints(Node manifest, NodeState now) {
    var taints = new ArrayList<>(manifest.taints());
    if (manifest.unschedulable() || now.cordoned()) {
      taints.add(UNSCHEDULABLE);
    }
    if (now.lost()) {
      taints.add(UNREACHABLE);
    }
    return taints;
  }

  /// Whether pods of a workload stay on a node with a taint `NoExecute` for ever.
  boolean endures(int workload, Taint taint) {
    return taint.effect() != Taint.Effect.NO_EXECUTE
        || templates.get(workload).spec().tolerations().stream()
            .anyMatch(each -> each.tolerates(taint) && each.tolerationSeconds().isEmpty());
  }

  /// How many pods are asked for.
  int wanted(State state, int workload) {
    return deployments.get(state, workload).map(Deployment::replicas).orElse(0);
  }

  /// Whether a pod serves.
  boolean isAvailable(State state, int workload, Pod pod) {
    var waits = templates.get(workload).spec().waitsUntilStarted();
    return pod.isActive()
        && pod.phase() == Pod.Phase.RUNNING
        && (pod.started() || !waits)
        && isUp(state, pod);
  }

  /// Whether the node of a pod is up.
  boolean isUp(State state, Pod pod) {
    return pod.node().isPresent() && node(state, pod.node().get()).up();
  }

  /// How many pods serve.
  int available(State state, int workload) {
    return pods.get(workload).list(state).stream()
        .mapToInt(pod -> isAvailable(state, workload, pod) ? 1 : 0)
        .sum();
  }

  /// Whether none waits to be bound.
  boolean isBound(State state, int workload) {
    return state.get(pods.get(workload).waiting()).isEmpty();
  }

  /// Whether as many pods as are asked for are bound, and no others wait.
  boolean areBound(State state, int workload) {
    return isBound(state, workload) && pods.get(workload).active(state) == wanted(state, workload);
  }

  /// Whether there are as many pods as are asked for, and nobody has deleted one that could go.
  boolean isSettled(State state, int workload) {
    var all = pods.get(workload);
    return all.active(state) == wanted(state, workload)
        && IntStream.range(0, spec.nodes().size())
            .allMatch(node -> all.count(state, node).going() == 0 || !node(state, node).up());
  }
}
