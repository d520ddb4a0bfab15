package dev.plimsoll.cluster.incident.oscillate;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.PodPhases;
import dev.plimsoll.cluster.nodelifecycle.ZoneState;
import dev.plimsoll.cluster.workload.WorkloadModel;
import java.util.List;

/// A workload panics the kernel of its node: the node is lost, its pod is evicted, the next pod
/// comes to another node, until none is left.
///
/// Source: `pkg/controller/nodelifecycle/node_lifecycle_controller.go` (`ComputeZoneState`,
/// `setLimiterInZone`), v1.30.
final class NodeAfterNodePanics extends WorkloadModel {

  private static final List<Integer> NODES = List.of(0, 1, 2, 3);

  private final Cells<Boolean> up = cells("node is up", NODES.size(), true);

  /// @param fixed whether evictions stop where most of the nodes are lost
  NodeAfterNodePanics(boolean fixed) {
    super(1, NODES.size() + 1);
    declareReplicaSet(s -> 1, Pod.NEW);
    declareScheduler(
        NODES, known -> (s, pod, node) -> s.get(up.get(node)), known -> (s, pod, node) -> 0);
    var controller = component("node lifecycle controller");
    var known = watch(controller, pods);
    step(
        controller,
        "evict a pod of a lost node",
        names,
        (tx, name) -> evict(tx, known, name, fixed));
    var kubelets = component("kubelets");
    var phases = new PodPhases(pods);
    step(
        kubelets, "run a pod", names, (tx, name) -> onNodeThatIsUp(tx, phases, name).run(tx, name));
    step(
        kubelets,
        "let a pod go",
        names,
        (tx, name) -> onNodeThatIsUp(tx, phases, name).end(tx, name));
    step(component("workload"), "panic the kernel", names, this::panic);
    event("a node is started again", 1, tx -> start(tx, tx.choose(NODES)));

    always("some node is up", s -> lost(s) < NODES.size());
    sometimes("three nodes are lost", s -> lost(s) == NODES.size() - 1);
  }

  private PodPhases onNodeThatIsUp(Transaction tx, PodPhases phases, int name) {
    tx.require(pods.is(tx, name, pod -> pod.node().filter(at -> tx.get(up.get(at))).isPresent()));
    return phases;
  }

  /// A pod that is to go runs nowhere: its node was lost, and is not to start it again.
  private void panic(Transaction tx, int name) {
    var pod = pods.get(tx, name);
    tx.require(pod.isPresent() && pod.get().node().isPresent() && pod.get().isActive());
    tx.require(pod.get().phase() == Pod.Phase.RUNNING);
    var node = up.get(pod.get().node().get());
    tx.require(node, true).set(node, false);
  }

  private void start(Transaction tx, int node) {
    tx.require(up.get(node), false).set(up.get(node), true);
  }

  /// A pod of a lost node goes on being there until the node is back; the next is created at once.
  private void evict(Transaction tx, Informer<Pod> known, int name, boolean stops) {
    var pod = known.get(tx, name);
    tx.require(pod.isPresent() && pod.get().node().isPresent() && pod.get().isActive());
    tx.require(up.get(pod.get().node().get()), false);
    tx.require(!stops || !isDisrupted(lost(tx)));
    tx.require(pods.get(tx, name).equals(pod));
    pods.delete(tx, name);
  }

  /// Whether the only zone is disrupted: nothing is evicted then.
  private static boolean isDisrupted(int lost) {
    return ZoneState.of(lost, NODES.size()) != ZoneState.NORMAL;
  }

  private int lost(State state) {
    return up.count(state, isUp -> !isUp);
  }
}
