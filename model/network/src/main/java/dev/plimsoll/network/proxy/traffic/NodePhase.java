package dev.plimsoll.network.proxy.traffic;

/// How far a node is.
enum NodePhase {
  /// All is well.
  READY,
  /// Its kubelet does not report; what runs on it goes on.
  NOT_READY,
  /// It has the taint `ToBeDeletedByClusterAutoscaler`.
  TO_BE_DELETED,
  /// It does not exist any more.
  DELETED
}
