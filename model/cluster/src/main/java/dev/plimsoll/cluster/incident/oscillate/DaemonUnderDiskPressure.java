package dev.plimsoll.cluster.incident.oscillate;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.PodPhases;

/// A kubelet evicts a daemon's pod, as the disk is full; the DaemonSet controller deletes the pod
/// that has failed and creates the next, as fast as it can.
///
/// Source: `pkg/controller/daemon/daemon_controller.go` (`podsShouldBeOnNode`), v1.11 and v1.12.
final class DaemonUnderDiskPressure extends ClusterModel {

  private static final int NODE = 0;
  private static final int DAEMON = 0;
  private static final int MOST = 2;

  private final Resource<Pod> pods = resource("pods", 1);
  private final Cell<Boolean> pressure = cell("node 0 has DiskPressure", false);

  /// How many were created; more than one too many are not told apart.
  private final Cell<Integer> created = cell("pods created in this period", 0);

  /// @param fixed whether a node whose pod has failed must wait for the next deletion
  ///     (`failedPodsBackoff`)
  DaemonUnderDiskPressure(boolean fixed) {
    super(1, 1);
    var controller = component("daemonset controller");
    var known = watch(controller, pods);
    var backoff = memory(controller, "node 0 is in back-off", false);
    step(controller, "create the pod", tx -> create(tx, known));
    step(
        controller,
        "delete the failed pod",
        tx -> {
          tx.require(known.is(tx, DAEMON, pod -> pod.phase() == Pod.Phase.FAILED));
          tx.require(pods.get(tx, DAEMON).equals(known.get(tx, DAEMON)));
          tx.require(!fixed || !tx.get(backoff)).set(backoff, true);
          pods.delete(tx, DAEMON);
        });
    step(
        component("clock"),
        "a period of back-off passes",
        tx -> tx.set(created, 0).set(backoff, false));
    declareKubelet();
    event("the disk fills up", 1, tx -> tx.require(pressure, false).set(pressure, true));
    event("the disk is cleared", 1, tx -> tx.require(pressure, true).set(pressure, false));

    always("pods are created at a bounded rate", s -> s.get(created) <= MOST);
    leadsTo(
        "once the disk is cleared the daemon runs",
        s -> !s.get(pressure) && pods.exists(s, DAEMON),
        s -> s.get(pressure) || pods.is(s, DAEMON, pod -> pod.phase() == Pod.Phase.RUNNING));
    sometimes(
        "a daemon runs that came after an evicted one",
        s -> pods.is(s, DAEMON, pod -> pod.meta().uid() > 1 && pod.phase() == Pod.Phase.RUNNING));
  }

  private void create(Transaction tx, Informer<Pod> known) {
    tx.require(known.get(tx, DAEMON).isEmpty()).require(!pods.exists(tx, DAEMON));
    pods.create(tx, DAEMON, Pod.NEW.boundTo(NODE));
    tx.update(created, count -> Math.min(count + 1, MOST + 1));
  }

  private void declareKubelet() {
    var kubelet = component("kubelet");
    var phases = new PodPhases(pods);
    step(
        kubelet,
        "run the pod",
        tx -> {
          tx.require(pressure, false);
          phases.run(tx, DAEMON);
        });
    step(
        kubelet,
        "evict or refuse the pod",
        tx -> {
          tx.require(pressure, true);
          phases.fail(tx, DAEMON);
        });
  }
}
