package dev.plimsoll.cluster.incident.node;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Kubelets;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;

/// A kubelet admits a static pod when it first sees the manifest, and then never again: if there is
/// no room at that time, for another pod runs, the static pod is refused for good.
///
/// Source: `pkg/kubelet/kubelet.go` (`HandlePodAdditions`), v1.30.
final class RefusedStaticPodNotRetried extends ClusterModel {

  private static final int NODE = 0;
  private static final int ORDINARY = 0;

  /// What the kubelet has decided about the static pod.
  private enum Admission {
    NOT_SEEN,
    ADMITTED,
    REFUSED
  }

  private final Resource<Pod> pods = resource("pods", List.of(Optional.of(Pod.NEW.boundTo(NODE))));
  private final Kubelets kubelets =
      new Kubelets(pods, cells("container on node", List.of(Optional.of(0))));
  private final Cell<Boolean> isRunning = cell("the static pod runs", false);

  /// @param fixed whether the kubelet tries again to admit static pods
  RefusedStaticPodNotRetried(boolean fixed) {
    super(1, 1);
    var kubelet = component("kubelet");
    var known = watch(kubelet, pods);
    var admission = memory(kubelet, "static pod", Admission.NOT_SEEN);
    declareStaticPod(kubelet, known, admission, fixed);
    step(kubelet, "stop the container", tx -> kubelets.stop(tx, known, NODE, ORDINARY));
    step(kubelet, "let the pod go", tx -> kubelets.letGo(tx, known, NODE, ORDINARY));
    mayCrash(kubelet, 1);
    event(
        "somebody deletes the ordinary pod",
        1,
        tx -> {
          tx.require(pods.exists(tx, ORDINARY));
          pods.delete(tx, ORDINARY);
        });

    eventuallyAlways(
        "in the end the static pod runs if there is room",
        s -> pods.exists(s, ORDINARY) || s.get(isRunning));
    never(
        "more runs on the node than there is room for",
        s -> s.get(isRunning) && kubelets.count(s, ORDINARY) > 0);
    sometimes("the static pod runs", s -> s.get(isRunning));
    sometimes("the static pod is refused", s -> s.get(admission) == Admission.REFUSED);
  }

  private void declareStaticPod(
      Component kubelet, Informer<Pod> known, Cell<Admission> admission, boolean triesAgain) {
    step(
        kubelet,
        "see the manifest",
        tx -> {
          tx.require(admission, Admission.NOT_SEEN);
          tx.set(admission, hasRoom(tx, known) ? Admission.ADMITTED : Admission.REFUSED);
        });
    if (triesAgain) {
      step(
          kubelet,
          "try again",
          tx -> {
            tx.require(admission, Admission.REFUSED).require(hasRoom(tx, known));
            tx.set(admission, Admission.ADMITTED);
          });
    }
    step(kubelet, "start the static pod", tx -> start(tx, admission));
  }

  private void start(Transaction tx, Cell<Admission> admission) {
    tx.require(admission, Admission.ADMITTED).require(isRunning, false).set(isRunning, true);
  }

  /// Whether nothing else is on the node, as far as the kubelet knows.
  private boolean hasRoom(State state, Informer<Pod> known) {
    return known.get(state, ORDINARY).isEmpty() && kubelets.count(state, ORDINARY) == 0;
  }
}
