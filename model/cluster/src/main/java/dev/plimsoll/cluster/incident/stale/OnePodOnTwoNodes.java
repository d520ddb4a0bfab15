package dev.plimsoll.cluster.incident.stale;

import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.node.Kubelets;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.scheduler.Scheduler;
import java.util.List;
import java.util.Optional;

/// A kubelet that is started again lists from an API server that lags, and starts a container of a
/// StatefulSet's pod that has moved to another node long since.
final class OnePodOnTwoNodes extends ClusterModel {

  private static final int WEB_0 = 0;
  private static final List<Integer> NODES = List.of(0, 1);

  private final Resource<Pod> pods = resource("pods", 1);
  private final Kubelets kubelets =
      new Kubelets(pods, cells("container on node", NODES.size(), Optional.empty()));

  /// @param fixed whether kubelets read consistently when they start
  OnePodOnTwoNodes(boolean fixed) {
    super(2, 2);
    statefulPod(pods, WEB_0);
    declareScheduler();
    NODES.forEach(node -> declareKubelet(node, fixed));
    event(
        "somebody deletes the pod",
        1,
        tx -> {
          tx.require(pods.is(tx, WEB_0, pod -> pod.node().isPresent()));
          pods.delete(tx, WEB_0);
        });

    always("at most one container of the pod runs", s -> kubelets.count(s, WEB_0) <= 1);
    sometimes(
        "the pod that came after it runs",
        s ->
            NODES.stream()
                .anyMatch(node -> s.get(kubelets.at(node, WEB_0)).equals(Optional.of(2))));
  }

  private void declareScheduler() {
    var component = component("scheduler");
    var scheduler = new Scheduler(pods, watch(component, pods), NODES, List.of(), List.of());
    step(component, "bind the pod", tx -> scheduler.bind(tx, WEB_0));
  }

  private void declareKubelet(int node, boolean readsConsistently) {
    var kubelet = component("kubelet " + node, readsConsistently);
    containers(kubelet, kubelets, watch(kubelet, pods), node);
    mayCrash(kubelet, 1);
  }
}
