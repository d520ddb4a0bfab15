package dev.plimsoll.cluster.manifest;

/// What becomes of a node.
///
/// @param up whether it runs
/// @param cordoned whether it is unschedulable, as it is being drained
/// @param lost whether it has the taint `node.kubernetes.io/unreachable`
record NodeState(boolean up, boolean cordoned, boolean lost) {

  static final NodeState READY = new NodeState(true, false, false);

  NodeState up(boolean isUp) {
    return new NodeState(isUp, cordoned, lost);
  }

  NodeState cordoned(boolean isCordoned) {
    return new NodeState(up, isCordoned, lost);
  }

  NodeState lost(boolean isLost) {
    return new NodeState(up, cordoned, isLost);
  }
}
