package dev.plimsoll.cluster.incident.sched;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Node;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;

/// A pod of high priority preempts another, and is nominated for its node. The container runtime
/// there hangs, so that the victim never ends; and while a victim is ending on its nominated node a
/// pod may not preempt on another.
///
/// Source: `pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go`
/// (`PodEligibleToPreemptOthers`), v1.19.
final class NominatedNodeNeverFree extends ClusterModel {

  private static final List<Integer> NODES = List.of(0, 1);
  private static final int HIGH = 2;

  /// There is room for one pod on a node; the one of low priority there has its number.
  private final Resource<Pod> pods =
      resource(
          "pods",
          List.of(
              Optional.of(Pod.NEW.boundTo(0)),
              Optional.of(Pod.NEW.boundTo(1)),
              Optional.of(Pod.NEW)));
  private final Resource<Node> nodes =
      resource("nodes", List.of(Optional.of(Node.READY), Optional.of(Node.READY)));
  private final Cell<Optional<Integer>> nominated = cell("nominated node", Optional.empty());
  private final Cells<Boolean> hangs = cells("runtime hangs on node", NODES.size(), false);

  /// @param fixed whether a pod may preempt again if its nominated node is not ready
  NominatedNodeNeverFree(boolean fixed) {
    super(1, 1);
    declareScheduler(fixed);
    declareNodes();
    event(
        "the container runtime of a node hangs",
        1,
        tx -> tx.set(hangs.get(tx.choose(NODES)), true));

    eventuallyAlways(
        "in the end the pod of high priority is bound",
        s -> pods.is(s, HIGH, pod -> pod.node().isPresent()));
    sometimes(
        "the pod is bound to the node of its victim",
        s -> pods.is(s, HIGH, pod -> pod.node().equals(s.get(nominated))));
  }

  private void declareScheduler(boolean looksAtNode) {
    var scheduler = component("scheduler");
    var known = watch(scheduler, pods);
    var knownNodes = watch(scheduler, nodes);
    var victimOn = memory(scheduler, "node of the victim", Optional.<Integer>empty());
    step(
        scheduler,
        "bind the pod",
        tx -> {
          tx.require(victimOn, Optional.empty()).require(isPending(tx, known));
          var node = tx.choose(NODES);
          tx.require(isFeasible(tx, known, knownNodes, node));
          pods.patch(tx, HIGH, pod -> pod.boundTo(node));
        });
    step(
        scheduler,
        "preempt a pod",
        tx -> {
          tx.require(victimOn, Optional.empty()).require(isPending(tx, known));
          tx.require(NODES.stream().noneMatch(each -> isFeasible(tx, known, knownNodes, each)));
          var before = tx.get(nominated);
          tx.require(
              before.isEmpty()
                  || !known.is(tx, before.get(), pod -> pod.meta().deleting())
                  || (looksAtNode && !knownNodes.is(tx, before.get(), Node::ready)));
          var node = tx.choose(NODES);
          tx.require(knownNodes.is(tx, node, Node::ready));
          tx.require(known.is(tx, node, pod -> !pod.meta().deleting()));
          pods.delete(tx, node);
          tx.set(victimOn, Optional.of(node));
        });
    step(
        scheduler,
        "nominate the node",
        tx -> {
          var node = tx.get(victimOn);
          tx.require(node.isPresent()).set(nominated, node).set(victimOn, Optional.empty());
        });
  }

  /// Ends victims, and says which nodes are ready.
  private void declareNodes() {
    var kubelets = component("kubelets");
    step(
        kubelets,
        "let a pod go",
        NODES,
        (tx, node) -> {
          tx.require(hangs.get(node), false);
          tx.require(pods.is(tx, node, pod -> pod.meta().deleting()));
          pods.patch(tx, node, Pod::ended);
        });
    step(
        kubelets,
        "report that a node is not ready",
        NODES,
        (tx, node) -> {
          tx.require(hangs.get(node), true).require(nodes.is(tx, node, Node::ready));
          nodes.patch(tx, node, each -> each.withReady(false));
        });
  }

  private boolean isPending(Transaction tx, Informer<Pod> known) {
    return known.is(tx, HIGH, pod -> pod.node().isEmpty())
        && known.get(tx, HIGH).equals(pods.get(tx, HIGH));
  }

  private static boolean isFeasible(
      State state, Informer<Pod> known, Informer<Node> knownNodes, int node) {
    return known.get(state, node).isEmpty() && knownNodes.is(state, node, Node::ready);
  }
}
