package dev.plimsoll.cluster.incident.crash;

/// The Job controller has counted a pod, learns that the pod has lost its finalizer, but not yet
/// that the Job has a success more, and creates another pod for a Job that has finished.
final class OnePodTooMany extends JobModel {

  /// @param fixed whether the controller waits until it sees the Job as it wrote it
  OnePodTooMany(boolean fixed) {
    super(1, true, fixed);
    createsNoMorePodsThanAskedFor("no more pods than are to succeed");
    countsEachPodOnce("no pod is counted twice");
  }
}
