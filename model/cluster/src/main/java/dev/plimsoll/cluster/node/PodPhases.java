package dev.plimsoll.cluster.node;

import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;

/// What kubelets make of the pods of their nodes, where a container need not be told from its pod,
/// and a kubelet knows its own pods without delay. {@link Kubelets} tells them apart.
///
/// Source: `pkg/kubelet/kubelet.go` (`SyncPod`, `SyncTerminatedPod`), v1.30.
public record PodPhases(Resource<Pod> pods) {

  /// A pod that is bound comes to run.
  public void run(Transaction tx, int name) {
    var pod = pods.get(tx, name);
    tx.require(pod.isPresent() && pod.get().node().isPresent() && pod.get().isActive());
    tx.require(pod.get().phase() == Pod.Phase.PENDING);
    pods.update(tx, name, pod.get(), pod.get().in(Pod.Phase.RUNNING));
  }

  /// A pod that is to go has ended.
  public void end(Transaction tx, int name) {
    var pod = pods.get(tx, name);
    tx.require(pod.isPresent() && pod.get().meta().deleting());
    pods.update(tx, name, pod.get(), pod.get().ended());
  }

  /// A pod is given up: its phase is final, and the object stays until somebody deletes it.
  public void fail(Transaction tx, int name) {
    var pod = pods.get(tx, name);
    tx.require(pod.isPresent() && pod.get().node().isPresent() && pod.get().isActive());
    pods.update(tx, name, pod.get(), pod.get().ended().in(Pod.Phase.FAILED));
  }
}
