package dev.plimsoll.cluster.incident.oscillate;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.workload.WorkloadModel;
import java.util.List;

/// A template names its node (`nodeName`), so that no scheduler is asked: a taint `NoExecute` on
/// that node has each pod deleted as soon as it is there, and the next is created.
///
/// Source: `pkg/controller/tainteviction/taint_eviction.go`, v1.30.
final class PinnedToATaintedNode extends WorkloadModel {

  private static final int NODE = 0;

  private final Cell<Boolean> tainted = cell("node 0 has a taint NoExecute", false);

  /// @param fixed whether the template selects the node by its label, and leaves the binding to the
  ///     scheduler
  PinnedToATaintedNode(boolean fixed) {
    super(2, 2);
    declareReplicaSet(s -> 1, fixed ? Pod.NEW : Pod.NEW.boundTo(NODE));
    declareScheduler(
        List.of(NODE), known -> (s, pod, node) -> !s.get(tainted), known -> (s, pod, node) -> 0);
    var phases = declareKubelets();
    step(component("kubelet"), "run a pod", names, phases::run);
    var manager = component("taint manager");
    var known = watch(manager, pods);
    step(manager, "delete a pod", names, (tx, name) -> delete(tx, known, name));
    event("somebody taints the node", 1, tx -> tx.require(tainted, false).set(tainted, true));
    event("the taint is taken off", 1, tx -> tx.require(tainted, true).set(tainted, false));

    eventuallyAlways("in the end the pod is left alone", this::isLeftAlone);
    sometimes("a pod waits until the taint is off", s -> s.get(tainted) && isLeftAlone(s));
    sometimes(
        "a pod runs again after the taint",
        s -> !s.get(tainted) && pods.list(s).stream().anyMatch(PinnedToATaintedNode::isSuccessor));
  }

  private static boolean isSuccessor(Pod pod) {
    return pod.meta().uid() > 1 && pod.phase() == Pod.Phase.RUNNING;
  }

  private boolean isLeftAlone(State state) {
    var list = pods.list(state);
    return list.size() == 1 && list.getFirst().isActive();
  }

  private void delete(Transaction tx, Informer<Pod> known, int name) {
    tx.require(tainted, true);
    tx.require(known.is(tx, name, pod -> pod.isOn(NODE) && pod.isActive()));
    tx.require(pods.get(tx, name).equals(known.get(tx, name)));
    pods.delete(tx, name);
  }
}
