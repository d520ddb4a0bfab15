package dev.plimsoll.cluster.manifest;

/// What becomes of a node.
///
/// @param up whether it runs
/// @param cordoned whether it is unschedulable, as it is being drained
/// @param lost whether it has the taint `node.kubernetes.io/unreachable`
/// @param drained whether it has been drained
record NodeState(boolean up, boolean cordoned, boolean lost, boolean drained) {

  static final NodeState READY = new NodeState(true, false, false, false);

  NodeState up(boolean isUp) {
    return new NodeState(isUp, cordoned, lost, drained);
  }

  NodeState asCordoned() {
    return new NodeState(up, true, lost, drained);
  }

  NodeState lost(boolean isLost) {
    return new NodeState(up, cordoned, isLost, drained);
  }

  NodeState asDrained() {
    return new NodeState(up, false, lost, true);
  }
}
