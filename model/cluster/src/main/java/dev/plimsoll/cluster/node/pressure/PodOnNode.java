package dev.plimsoll.cluster.node.pressure;

/// A pod as far as it has come.
///
/// @param usage of what there may be too little of
/// @param squeezedIn whether it was admitted under pressure
record PodOnNode(State state, int usage, boolean squeezedIn) {

  /// How far.
  enum State {
    /// It waits for a node.
    PENDING,
    /// It is bound, and its kubelet has not admitted it yet.
    BOUND,
    /// It runs.
    RUNNING,
    /// It was evicted, or refused.
    FAILED
  }

  static final PodOnNode PENDING = new PodOnNode(State.PENDING, 0, false);
  static final PodOnNode BOUND = new PodOnNode(State.BOUND, 0, false);
  static final PodOnNode FAILED = new PodOnNode(State.FAILED, 0, false);

  /// One that has been running for a while.
  static PodOnNode atFirst(Workload workload) {
    return running(false).using(workload.usage());
  }

  static PodOnNode running(boolean squeezedIn) {
    return new PodOnNode(State.RUNNING, 1, squeezedIn);
  }

  boolean is(State thisState) {
    return state == thisState;
  }

  PodOnNode using(int newUsage) {
    return new PodOnNode(state, newUsage, squeezedIn);
  }
}
