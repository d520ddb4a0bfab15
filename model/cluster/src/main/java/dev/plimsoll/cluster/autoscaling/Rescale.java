package dev.plimsoll.cluster.autoscaling;

/// A change of the replicas.
///
/// @param lowest what was recommended least in the window for scaling up
/// @param highest what was recommended most in the window for scaling down
record Rescale(int from, int to, int lowest, int highest) {

  boolean isDown() {
    return to < from;
  }

  boolean isUp() {
    return to > from;
  }
}
