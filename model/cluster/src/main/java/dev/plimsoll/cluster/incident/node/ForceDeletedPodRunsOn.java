package dev.plimsoll.cluster.incident.node;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.node.Kubelets;
import dev.plimsoll.cluster.node.Node;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.scheduler.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A node is cut off from the API server, and the pod on it, of a StatefulSet, waits to be deleted
/// by its kubelet. Somebody deletes it by force, so that another comes; but the containers on the
/// node know nothing of that.
///
/// A kubelet that is cut off sees no changes and makes no calls; it goes on with what it knows.
final class ForceDeletedPodRunsOn extends ClusterModel {

  private static final int WEB_0 = 0;
  private static final List<Integer> NODES = List.of(0, 1);
  private static final int CUT_OFF = -1;
  private static final Pod RUNNING = Pod.NEW.boundTo(0);

  private final Resource<Pod> pods = resource("pods", List.of(Optional.of(RUNNING)));
  private final Resource<Node> nodes =
      resource("nodes", List.of(Optional.of(Node.READY), Optional.of(Node.READY)));
  private final Cells<Integer> connection =
      cells("API server of kubelet", NODES.size(), Resource.UP_TO_DATE);
  private final Cells<Boolean> isOn = cells("node is on", NODES.size(), true);
  private final Kubelets kubelets =
      new Kubelets(pods, cells("container on node", List.of(Optional.of(0), Optional.empty())));
  private final List<Component> processes = new ArrayList<>();

  /// @param fixed whether a pod is deleted by force only if its node is off
  ForceDeletedPodRunsOn(boolean fixed) {
    super(1, 2);
    statefulPod(pods, WEB_0);
    declareScheduler();
    declareNodeLifecycle();
    NODES.forEach(this::declareKubelet);
    declareWhatHappens();
    event(
        "somebody deletes the pod by force",
        1,
        tx -> {
          var pod = pods.get(tx, WEB_0);
          tx.require(pod.isPresent() && pod.get().meta().deleting());
          var node = pod.get().node().orElseThrow();
          tx.require(!isReady(tx, node)).require(!fixed || !tx.get(isOn.get(node)));
          pods.patch(tx, WEB_0, Pod::ended);
        });

    always("at most one container of the pod runs", s -> kubelets.count(s, WEB_0) <= 1);
    sometimes(
        "the pod that came after it runs",
        s -> s.get(kubelets.at(1, WEB_0)).equals(Optional.of(1)));
  }

  private void declareScheduler() {
    var component = component("scheduler");
    var known = watch(component, nodes);
    var scheduler =
        new Scheduler(
            pods,
            watch(component, pods),
            NODES,
            List.of((state, pod, node) -> known.is(state, node, Node::ready)),
            List.of());
    step(component, "bind the pod", tx -> scheduler.bind(tx, WEB_0));
  }

  /// Marks nodes that are not heard of, and evicts what is on them.
  private void declareNodeLifecycle() {
    var controller = component("node lifecycle controller");
    step(
        controller,
        "say whether the node is ready",
        NODES,
        (tx, node) -> {
          var isHeard = tx.get(connection.get(node)) != CUT_OFF;
          tx.require(isReady(tx, node) != isHeard);
          nodes.patch(tx, node, each -> each.withReady(isHeard));
        });
    step(
        controller,
        "evict the pod",
        tx -> {
          var pod = pods.get(tx, WEB_0);
          tx.require(pod.isPresent() && pod.get().node().isPresent());
          tx.require(!pod.get().meta().deleting() && !isReady(tx, pod.get().node().get()));
          pods.delete(tx, WEB_0);
        });
  }

  private void declareKubelet(int node) {
    var connected = connection.get(node);
    var kubelet = new Component("kubelet " + node, 1, connected, true);
    processes.add(kubelet);
    var known = watch(kubelet, pods);
    step(
        kubelet,
        "start the container",
        tx -> {
          tx.require(isOn.get(node), true);
          kubelets.start(tx, known, node, WEB_0);
        });
    step(kubelet, "stop the container", tx -> kubelets.stop(tx, known, node, WEB_0));
    step(
        kubelet,
        "let the pod go",
        tx -> {
          tx.require(connected, Resource.UP_TO_DATE);
          kubelets.letGo(tx, known, node, WEB_0);
        });
  }

  private void declareWhatHappens() {
    event(
        "somebody deletes the pod",
        1,
        tx -> {
          tx.require(pods.is(tx, WEB_0, pod -> pod.node().isPresent()));
          pods.delete(tx, WEB_0);
        });
    event(
        "a node is cut off",
        1,
        tx -> {
          var node = tx.choose(NODES);
          tx.require(connection.get(node), Resource.UP_TO_DATE);
          tx.set(connection.get(node), CUT_OFF);
        });
    event(
        "a node is reached again",
        1,
        tx -> {
          var node = tx.choose(NODES);
          tx.require(connection.get(node), CUT_OFF).require(isOn.get(node), true);
          processes.get(node).reconnect(tx);
        });
    event(
        "somebody shuts a node down that is not ready",
        1,
        tx -> {
          var node = tx.choose(NODES);
          tx.require(!isReady(tx, node)).require(isOn.get(node), true);
          tx.set(isOn.get(node), false).set(connection.get(node), CUT_OFF);
          tx.set(kubelets.at(node, WEB_0), Optional.empty());
        });
  }

  private boolean isReady(State state, int node) {
    return nodes.is(state, node, Node::ready);
  }
}
