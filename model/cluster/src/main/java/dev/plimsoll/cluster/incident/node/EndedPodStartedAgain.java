package dev.plimsoll.cluster.incident.node;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.Pod.Phase;
import java.util.List;
import java.util.Optional;

/// A pod that is not to be started again has ended, and its dead container has been removed. A
/// kubelet that is started again finds neither container nor result of its own, takes the pod for
/// one that has never run, and starts it.
final class EndedPodStartedAgain extends ClusterModel {

  private static final int NODE = 0;
  private static final int POD = 0;

  /// What the container runtime knows of the pod's container.
  private enum Container {
    NONE,
    RUNNING,
    EXITED
  }

  private final Resource<Pod> pods = resource("pods", List.of(Optional.of(Pod.NEW.boundTo(NODE))));
  private final Cell<Container> container = cell("container", Container.NONE);

  /// @param fixed whether the kubelet leaves a pod alone whose phase is final
  EndedPodStartedAgain(boolean fixed) {
    super(1, 1);
    var kubelet = component("kubelet");
    var known = watch(kubelet, pods);
    var hasEnded = memory(kubelet, "the pod has ended", false);
    declareContainer(kubelet, known, hasEnded, fixed);
    declareStatus(kubelet, hasEnded);
    mayCrash(kubelet, 2);

    never(
        "no container of a pod runs that has ended",
        s -> hasSucceeded(s) && s.get(container) == Container.RUNNING);
    sometimes(
        "the kubelet has been told that the pod has ended, and nothing is left of it",
        s -> known.is(s, POD, EndedPodStartedAgain::isFinal) && s.get(container) == Container.NONE);
  }

  private void declareContainer(
      Component kubelet, Informer<Pod> known, Cell<Boolean> hasEnded, boolean looksAtPhase) {
    step(
        kubelet,
        "start the container",
        tx -> {
          tx.require(container, Container.NONE).require(hasEnded, false);
          tx.require(known.is(tx, POD, pod -> !looksAtPhase || !isFinal(pod)));
          tx.set(container, Container.RUNNING);
        });
    step(
        kubelet,
        "see that the container has exited",
        tx -> {
          tx.require(container, Container.EXITED).require(hasEnded, false);
          tx.set(hasEnded, true);
        });
    step(
        kubelet,
        "remove the dead container",
        tx -> {
          tx.require(container, Container.EXITED)
              .require(known.is(tx, POD, EndedPodStartedAgain::isFinal));
          tx.set(container, Container.NONE);
        });
    rule(
        "the container exits",
        tx -> tx.require(container, Container.RUNNING).set(container, Container.EXITED));
  }

  /// Tells the API server what has become of the pod.
  private void declareStatus(Component kubelet, Cell<Boolean> hasEnded) {
    step(
        kubelet,
        "report that the pod runs",
        tx -> {
          tx.require(container, Container.RUNNING).require(hasEnded, false);
          tx.require(pods.is(tx, POD, pod -> pod.phase() == Phase.PENDING));
          pods.patch(tx, POD, pod -> pod.in(Phase.RUNNING));
        });
    step(
        kubelet,
        "report that the pod has ended",
        tx -> {
          tx.require(hasEnded, true).require(!hasSucceeded(tx));
          pods.patch(tx, POD, pod -> pod.in(Phase.SUCCEEDED));
        });
  }

  private boolean hasSucceeded(State state) {
    return pods.is(state, POD, EndedPodStartedAgain::isFinal);
  }

  private static boolean isFinal(Pod pod) {
    return pod.phase() == Phase.SUCCEEDED;
  }
}
