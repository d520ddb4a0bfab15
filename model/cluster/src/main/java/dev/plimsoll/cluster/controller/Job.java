package dev.plimsoll.cluster.controller;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import java.util.List;

/// A Job.
///
/// @param completions how many pods are to succeed
/// @param parallelism how many pods run at a time
/// @param backoffLimit how many pods may fail
/// @param succeeded `status.succeeded`
/// @param failed `status.failed`
/// @param uncounted `status.uncountedTerminatedPods`
/// @param condition whether it has finished
public record Job(
    Meta meta,
    int completions,
    int parallelism,
    int backoffLimit,
    int succeeded,
    int failed,
    Uncounted uncounted,
    Condition condition)
    implements ApiObject<Job> {

  /// What keeps a pod there until the Job has counted it.
  public static final String FINALIZER = "batch.kubernetes.io/job-tracking";

  /// `status.conditions`.
  public enum Condition {
    RUNS,
    COMPLETE,
    FAILED
  }

  /// Uids, ascending, of pods that have ended, are not in `succeeded` or `failed` yet, and may
  /// still have the Job's finalizer.
  public record Uncounted(List<Integer> succeeded, List<Integer> failed) {

    static final Uncounted NONE = new Uncounted(List.of(), List.of());

    public Uncounted {
      succeeded = List.copyOf(succeeded);
      failed = List.copyOf(failed);
    }

    boolean contains(int uid) {
      return succeeded.contains(uid) || failed.contains(uid);
    }
  }

  /// A Job whose pods run one after another, and none may fail.
  public static Job of(int completions) {
    return of(completions, 1, 0);
  }

  /// A Job of which no pod has run.
  public static Job of(int completions, int parallelism, int backoffLimit) {
    return new Job(
        Meta.NEW, completions, parallelism, backoffLimit, 0, 0, Uncounted.NONE, Condition.RUNS);
  }

  @Override
  public Job with(Meta newMeta) {
    return new Job(
        newMeta, completions, parallelism, backoffLimit, succeeded, failed, uncounted, condition);
  }

  /// Whether it has finished, one way or the other.
  public boolean isFinished() {
    return condition != Condition.RUNS;
  }

  /// The same while some pods are counted: those that were uncounted before, and are not among
  /// them, are counted from now on.
  Job counting(Uncounted pods) {
    return new Job(
        meta,
        completions,
        parallelism,
        backoffLimit,
        succeeded + missing(uncounted.succeeded(), pods.succeeded()),
        failed + missing(uncounted.failed(), pods.failed()),
        pods,
        condition);
  }

  /// The same with a condition.
  Job in(Condition newCondition) {
    return new Job(
        meta, completions, parallelism, backoffLimit, succeeded, failed, uncounted, newCondition);
  }

  private static int missing(List<Integer> before, List<Integer> after) {
    return (int) before.stream().filter(uid -> !after.contains(uid)).count();
  }
}
