package dev.plimsoll.cluster.incident.crash;

/// The Job controller has counted a pod, learns that the Job says so, but not yet that the pod has
/// lost its finalizer, and counts the pod again: the Job finishes before all its pods have run.
final class PodCountedTwice extends JobModel {

  /// @param fixed whether the controller keeps in mind which finalizers it has taken off
  PodCountedTwice(boolean fixed) {
    super(2, fixed, false);
    countsEachPodOnce("no pod is counted twice");
  }
}
