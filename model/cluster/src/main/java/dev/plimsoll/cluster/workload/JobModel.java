package dev.plimsoll.cluster.workload;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.controller.Job;
import dev.plimsoll.cluster.controller.JobController;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A Job: its pods run until as many have succeeded as are to, too many have failed, or its time is
/// up; each is counted once, by way of a finalizer. The controller dies between any two calls.
///
/// A kubelet knows its pods without delay, and pods run as soon as they are there.
public final class JobModel extends ClusterModel {

  private static final int JOB = 0;

  /// Mistakes to seed.
  public enum Bug {
    /// The controller as it should be.
    NONE,
    /// It does not keep in mind which finalizers it has taken off (kubernetes/kubernetes#105200).
    FORGETS_REMOVALS,
    /// It goes by a Job that is older than what it wrote (kubernetes/kubernetes#130103).
    READS_OLD_JOB,
    /// It works on a Job that has finished.
    GOES_ON,
    /// It leaves pods alone that it sees when their Job has finished.
    LEAVES_ORPHANS
  }

  /// How far the model goes.
  ///
  /// @param completions how many pods are to succeed, at least 1
  /// @param parallelism how many pods run at a time, at least 1
  /// @param backoffLimit how many pods may fail
  /// @param failures how many pods fail
  /// @param deadlines whether the Job's time may be up: 0 or 1
  /// @param crashes how often the controller dies
  public record Bounds(
      int completions,
      int parallelism,
      int backoffLimit,
      int failures,
      int deadlines,
      int crashes) {}

  private final Bounds bounds;
  private final Bug bug;
  private final Resource<Job> jobs;
  private final Resource<Pod> pods;
  private final List<Integer> names;

  /// How many pods have succeeded.
  private final Cell<Integer> successes = cell("pods that have succeeded", 0);

  private final Cell<Boolean> pastDeadline = cell("the deadline has passed", false);

  /// A Job without pods.
  ///
  /// @param lag how many changes of a kind may be on the way to the controller
  public JobModel(Bounds bounds, int lag, Bug bug) {
    super(1, lag);
    this.bounds = bounds;
    this.bug = bug;
    var job = Job.of(bounds.completions(), bounds.parallelism(), bounds.backoffLimit());
    jobs = resource("jobs", List.of(Optional.of(job)));
    pods = resource("pods", bounds.completions() + bounds.failures() + 1);
    names = IntStream.range(0, pods.names()).boxed().toList();
    declareController();
    declareKubelet();
    if (bounds.deadlines() > 0) {
      event("the deadline passes", bounds.deadlines(), tx -> tx.set(pastDeadline, true));
    }
    declareClaims();
  }

  private boolean mayFail() {
    return bounds.failures() > bounds.backoffLimit() || bounds.deadlines() > 0;
  }

  private void declareController() {
    var component = component("job controller");
    var memory =
        new JobController.Memory(
            memory(component, "count under way", Optional.empty()),
            memory(component, "pods created and not seen yet", 0),
            memory(component, "pods that must lose the finalizer", List.of()),
            memory(component, "the Job as it was written", Optional.empty()));
    var known = watch(component, jobs);
    var knownPods =
        watch(component, pods, (tx, name, before, after, by) -> memory.changed(tx, before, after));
    var controller =
        new JobController(jobs, pods, known, knownPods, memory, s -> s.get(pastDeadline), checks());
    step(component, "create a pod", controller::create);
    step(component, "note which pods have ended", controller::note);
    step(component, "take off a finalizer", controller::release);
    step(component, "count the pods", controller::count);
    if (mayFail()) {
      step(component, "delete a pod", names, controller::delete);
      if (bug != Bug.LEAVES_ORPHANS) {
        step(component, "release an orphan", names, controller::releaseOrphan);
      }
    }
    mayCrash(component, bounds.crashes());
  }

  private JobController.Checks checks() {
    return switch (bug) {
      case NONE, LEAVES_ORPHANS -> new JobController.Checks(true, true, true);
      case FORGETS_REMOVALS -> new JobController.Checks(false, false, true);
      case READS_OLD_JOB -> new JobController.Checks(true, false, true);
      case GOES_ON -> new JobController.Checks(true, true, false);
    };
  }

  private void declareKubelet() {
    var kubelet = component("kubelet");
    step(
        kubelet,
        "a pod succeeds",
        names,
        (tx, name) -> {
          tx.require(pods.is(tx, name, Pod::isActive));
          pods.patch(tx, name, pod -> pod.in(Pod.Phase.SUCCEEDED));
          tx.update(successes, count -> count + 1);
        });
    if (bounds.failures() > 0) {
      event(
          "a pod fails",
          bounds.failures(),
          tx -> {
            var name =
                tx.choose(names.stream().filter(it -> pods.is(tx, it, Pod::isActive)).toList());
            pods.patch(tx, name, pod -> pod.in(Pod.Phase.FAILED));
          });
    }
  }

  // ---- claims

  private void declareClaims() {
    always(
        "no pod is counted twice", s -> jobs.is(s, JOB, it -> it.succeeded() <= s.get(successes)));
    always(
        "no more pods than are to succeed",
        s -> pods.list(s).stream().filter(JobModel::maySucceed).count() <= bounds.completions());
    stable(
        "a Job that is complete, or has failed, stays so",
        List.of(Job.Condition.COMPLETE, Job.Condition.FAILED),
        (s, condition) -> job(s).condition() == condition);
    eventuallyAlways(
        "in the end the Job has finished, and no pod has its finalizer",
        s -> job(s).isFinished() && pods.list(s).stream().noneMatch(JobController::isTracked));
    sometimes("the Job is complete", isIn(Job.Condition.COMPLETE));
    if (mayFail()) {
      sometimes("the Job has failed", isIn(Job.Condition.FAILED));
    }
  }

  private static boolean maySucceed(Pod pod) {
    return pod.phase() == Pod.Phase.SUCCEEDED || pod.isActive();
  }

  private Predicate<State> isIn(Job.Condition condition) {
    return s -> job(s).condition() == condition;
  }

  private Job job(State state) {
    return jobs.get(state, JOB).orElseThrow();
  }
}
