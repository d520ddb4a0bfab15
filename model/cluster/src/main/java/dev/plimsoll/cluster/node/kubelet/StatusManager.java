package dev.plimsoll.cluster.node.kubelet;

import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.kubelet.KubeletModel.Bug;

/// Tells the API server what has become of pods, and lets those go that have ended. A call that
/// fails is made again, so it is one that is late.
///
/// Source: `pkg/kubelet/status/status_manager.go` (`syncPod`, `mergePodStatus`, `canBeDeleted`),
/// v1.30.
record StatusManager(Resource<Pod> pods, PodWorkers workers, Bug bug) {

  /// Writes the phase; one that is final only once nothing of the pod runs.
  void write(Transaction tx, LocalPod pod) {
    var status = tx.get(workers.status().get(pod.index()));
    var stored = pod.in(pods, tx);
    tx.require(status.isPresent() && stored.isPresent());
    var phase = status.get();
    tx.require(phase != stored.get().phase());
    tx.require(!PodWorkers.isFinal(phase) || !mayRun(tx, pod) || bug == Bug.REPORTS_EARLY);
    pods.patch(tx, pod.name(), each -> each.in(phase));
  }

  private boolean mayRun(Transaction tx, LocalPod pod) {
    return switch (tx.get(workers.workers().get(pod.index()))) {
      case SYNC, TERMINATING -> true;
      case NONE, TERMINATED -> false;
    };
  }

  /// Deletes a pod for good that is being deleted and has ended.
  void letGo(Transaction tx, LocalPod pod) {
    var worker = tx.get(workers.workers().get(pod.index()));
    var stored = pod.in(pods, tx);
    tx.require(stored.isPresent() && stored.get().meta().deleting());
    tx.require(
        bug == Bug.LETS_GO_EARLY
            ? worker == Worker.TERMINATING
            : worker == Worker.TERMINATED && PodWorkers.isFinal(stored.get().phase()));
    pods.patch(tx, pod.name(), Pod::ended);
  }
}
