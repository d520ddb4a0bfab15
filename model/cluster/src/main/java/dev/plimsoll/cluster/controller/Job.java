package dev.plimsoll.cluster.controller;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import java.util.List;

/// A Job.
///
/// @param completions how many pods are to succeed
/// @param succeeded `status.succeeded`
/// @param uncounted `status.uncountedTerminatedPods`: uids, ascending, of pods that have succeeded,
///     are not in `succeeded` yet, and may still have the Job's finalizer
public record Job(Meta meta, int completions, int succeeded, List<Integer> uncounted)
    implements ApiObject<Job> {

  /// What keeps a pod there until the Job has counted it.
  public static final String FINALIZER = "batch.kubernetes.io/job-tracking";

  public Job {
    uncounted = List.copyOf(uncounted);
  }

  /// A Job of which no pod has run.
  public static Job of(int completions) {
    return new Job(Meta.NEW, completions, 0, List.of());
  }

  @Override
  public Job with(Meta newMeta) {
    return new Job(newMeta, completions, succeeded, uncounted);
  }

  /// Whether as many pods have succeeded as are to.
  public boolean isFinished() {
    return succeeded >= completions;
  }

  /// The same while some pods are counted: those that were uncounted before, and are not among
  /// them, are in `succeeded` from now on.
  Job counting(List<Integer> uids) {
    var counted = (int) uncounted.stream().filter(uid -> !uids.contains(uid)).count();
    return new Job(meta, completions, succeeded + counted, uids);
  }
}
