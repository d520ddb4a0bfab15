package dev.plimsoll.cluster.node.kubelet;

/// What a kubelet does about a pod (`PodWorkerState`).
public enum Worker {
  /// It has not begun with it, or is done.
  NONE,
  /// `SyncPod`: the pod is to run.
  SYNC,
  /// `TerminatingPod`: its container is to end.
  TERMINATING,
  /// `TerminatedPod`: nothing of it runs.
  TERMINATED;

  /// Whether the pod is not to run any more.
  boolean isTerminal() {
    return this == TERMINATING || this == TERMINATED;
  }
}
