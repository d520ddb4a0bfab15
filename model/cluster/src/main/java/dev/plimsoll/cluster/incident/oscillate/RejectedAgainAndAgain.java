package dev.plimsoll.cluster.incident.oscillate;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.PodPhases;
import dev.plimsoll.cluster.workload.WorkloadModel;
import java.util.List;
import java.util.Optional;

/// A kubelet reports a pod as failed while its container still runs: the scheduler finds room, the
/// kubelet has none and rejects the next pod (`OutOfcpu`), the ReplicaSet does not count it and
/// creates another.
///
/// Source: `pkg/kubelet/kubelet.go` (`canAdmitPod`, `rejectPod`), v1.21 and v1.22;
/// `pkg/controller/controller_utils.go` (`IsPodActive`).
final class RejectedAgainAndAgain extends WorkloadModel {

  private static final int NODE = 0;
  private static final int ROOM = 1;
  private static final int MOST = 2;

  private final Cell<Optional<Integer>> ending = cell("pod whose container ends", Optional.empty());
  private final boolean reportsInTheEnd;

  /// @param fixed whether a pod is reported as failed once its container has ended
  RejectedAgainAndAgain(boolean fixed) {
    super(2, MOST + 2);
    reportsInTheEnd = fixed;
    declareReplicaSet(s -> 1, Pod.NEW);
    declareScheduler(
        List.of(NODE),
        known -> (s, pod, node) -> count(s, known, node) < ROOM,
        known -> (s, pod, node) -> 0);
    var kubelet = component("kubelet");
    var phases = new PodPhases(pods);
    step(kubelet, "admit a pod", names, (tx, name) -> admit(tx, phases, name));
    step(kubelet, "see a container end", tx -> end(tx, phases));
    event("a pod is evicted", 1, tx -> evict(tx, phases));

    always("failed pods do not pile up", s -> failed(pods.list(s)) <= MOST);
    sometimes(
        "a pod runs that came after the evicted one",
        s ->
            failed(pods.list(s)) == 1
                && pods.list(s).stream().anyMatch(pod -> pod.phase() == Pod.Phase.RUNNING));
  }

  /// Runs a pod if there is room, and rejects it if not.
  private void admit(Transaction tx, PodPhases phases, int name) {
    tx.require(pods.is(tx, name, pod -> pod.phase() == Pod.Phase.PENDING && pod.isOn(NODE)));
    var running = pods.list(tx).stream().filter(pod -> pod.phase() == Pod.Phase.RUNNING).count();
    var isReported = tx.get(ending).filter(each -> isFailed(tx, each)).isPresent();
    if (running + (isReported ? 1 : 0) < ROOM) {
      phases.run(tx, name);
    } else {
      phases.fail(tx, name);
    }
  }

  private void evict(Transaction tx, PodPhases phases) {
    tx.require(ending, Optional.empty());
    var name = tx.choose(names);
    tx.require(pods.is(tx, name, pod -> pod.phase() == Pod.Phase.RUNNING));
    tx.set(ending, Optional.of(name));
    if (!reportsInTheEnd) {
      phases.fail(tx, name);
    }
  }

  private void end(Transaction tx, PodPhases phases) {
    var name = tx.get(ending);
    tx.require(name.isPresent()).set(ending, Optional.empty());
    if (reportsInTheEnd) {
      phases.fail(tx, name.get());
    }
  }

  private boolean isFailed(Transaction tx, int name) {
    return pods.is(tx, name, pod -> pod.phase() == Pod.Phase.FAILED);
  }

  private static long failed(List<Pod> list) {
    return list.stream().filter(pod -> pod.phase() == Pod.Phase.FAILED).count();
  }
}
