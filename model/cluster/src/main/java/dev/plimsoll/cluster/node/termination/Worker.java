package dev.plimsoll.cluster.node.termination;

/// What the kubelet's pod worker remembers of the pod: it is lost when the kubelet dies.
///
/// @param grace within which it is to end; 0 as long as it is not
/// @param elapsed since the worker learned of this grace period, counted no further than needed
/// @param begun whether containers are being ended within this grace period
record Worker(int grace, int elapsed, boolean begun) {

  /// Of a pod that is not to end.
  static final Worker SYNCING = new Worker(0, 0, true);

  boolean isTerminating() {
    return grace > 0;
  }

  /// After another grace period has become known.
  static Worker within(int grace) {
    return new Worker(grace, 0, false);
  }

  Worker asBegun() {
    return new Worker(grace, elapsed, true);
  }

  /// How much of the grace period is left.
  int left() {
    return Math.max(0, grace - elapsed);
  }

  /// Whether the time is over in which all was to end.
  boolean isOverdue() {
    return elapsed > grace + Ending.LEAST;
  }

  /// A unit of time later.
  Worker later() {
    return isTerminating() && !isOverdue() ? new Worker(grace, elapsed + 1, begun) : this;
  }
}
