package dev.plimsoll.cluster.controller;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the Job controller does for one Job: creates pods, deletes them once the Job has failed,
/// and counts those that have ended. To count a pod takes three calls: its uid goes into
/// `uncountedTerminatedPods`, the pod loses the Job's finalizer, and the uid moves to `succeeded`
/// or `failed`. A pod that is to go counts as failed, and so does one that still runs when the Job
/// has failed.
///
/// Source: `pkg/controller/job/job_controller.go` (`syncJob`, `manageJob`,
/// `trackJobStatusAndRemoveFinalizers`, `flushUncountedAndRemoveFinalizers`, `syncOrphanPod`),
/// v1.30. Left out: the back-off between pods that fail, policies for them, indexed Jobs, and that
/// Jobs are suspended and changed.
///
/// @param known what it believes of the Job
/// @param knownPods what it believes of the pods
/// @param memory what it keeps in mind
/// @param pastDeadline whether the Job has run for longer than `activeDeadlineSeconds`
/// @param checks what it takes care of
public record JobController(
    Resource<Job> jobs,
    Resource<Pod> pods,
    Informer<Job> known,
    Informer<Pod> knownPods,
    Memory memory,
    Predicate<State> pastDeadline,
    Checks checks) {

  private static final int JOB = 0;

  /// What the controller takes care of.
  ///
  /// @param expectsRemovals whether it keeps in mind which finalizers it has taken off
  /// @param readsOwnWrites whether it leaves a Job alone until its cache shows what it wrote last
  /// @param stops whether it leaves a Job alone that has finished
  public record Checks(boolean expectsRemovals, boolean readsOwnWrites, boolean stops) {}

  /// A count under way.
  ///
  /// @param job as it was written last
  /// @param finalizers names of the pods that are still to lose the finalizer
  /// @param condition what the Job is to have in the end
  public record Count(Job job, List<Integer> finalizers, Job.Condition condition) {

    public Count {
      finalizers = List.copyOf(finalizers);
    }
  }

  /// What the controller keeps in mind.
  ///
  /// @param count the count under way
  /// @param creations how many pods it has created and not seen yet
  /// @param removals uids of pods that it has taken the finalizer off, and has not seen without it
  /// @param written the Job as it wrote it last
  public record Memory(
      Cell<Optional<Count>> count,
      Cell<Integer> creations,
      Cell<List<Integer>> removals,
      Cell<Optional<Job>> written) {

    /// Learns of a pod.
    public void changed(Transaction tx, Optional<Pod> before, Optional<Pod> after) {
      if (before.isEmpty()) {
        tx.update(creations, left -> Math.max(0, left - 1));
      }
      var uid = after.or(() -> before).orElseThrow().meta().uid();
      if (!after.filter(JobController::isTracked).isPresent()) {
        tx.update(removals, uids -> uids.stream().filter(other -> other != uid).toList());
      }
    }
  }

  /// Creates the next pod.
  public void create(Transaction tx) {
    var job = begin(tx);
    tx.require(memory.creations(), 0).require(finish(tx, job) == Job.Condition.RUNS);
    var active = knownPods.list(tx).stream().filter(Pod::isActive).count();
    tx.require(active < Math.min(job.parallelism(), job.completions() - succeeded(tx, job)));
    var free = pods.free(tx);
    tx.require(!free.isEmpty());
    pods.create(tx, free.getFirst(), Pod.NEW.with(Pod.NEW.meta().with(Job.FINALIZER)));
    tx.set(memory.creations(), 1);
  }

  /// Deletes a pod that still runs though the Job has failed.
  public void delete(Transaction tx, int name) {
    var job = begin(tx);
    tx.require(finish(tx, job) == Job.Condition.FAILED);
    tx.require(knownPods.is(tx, name, Pod::isActive));
    tx.require(pods.is(tx, name, pod -> !pod.meta().deleting()));
    pods.delete(tx, name);
  }

  /// Notes which pods have ended and are still to be counted, and whether the Job is to finish.
  public void note(Transaction tx) {
    var job = begin(tx);
    var condition = finish(tx, job);
    tx.require(condition != Job.Condition.FAILED || !isAnyToBeDeleted(tx));
    var ended = ended(tx, condition == Job.Condition.FAILED);
    var noted =
        job.counting(
            new Job.Uncounted(
                uids(tx, ended.stream().filter(name -> hasSucceeded(tx, name)).toList()),
                uids(tx, ended.stream().filter(name -> !hasSucceeded(tx, name)).toList())));
    if (ended.isEmpty()) {
      var finished = noted.in(condition);
      tx.require(!finished.equals(job));
      requireCurrent(tx, job);
      write(tx, job, finished);
      return;
    }
    if (!noted.equals(job)) {
      requireCurrent(tx, job);
      write(tx, job, noted);
    }
    tx.set(memory.count(), Optional.of(new Count(noted, ended, condition)));
  }

  /// Takes the finalizer off the next of the pods that are counted.
  public void release(Transaction tx) {
    var count = tx.get(memory.count());
    tx.require(count.isPresent() && !count.get().finalizers().isEmpty());
    var names = count.get().finalizers();
    var name = names.getFirst();
    if (checks.expectsRemovals() && knownPods.get(tx, name).isPresent()) {
      var uid = uid(tx, name);
      tx.update(
          memory.removals(),
          uids -> Stream.concat(uids.stream(), Stream.of(uid)).sorted().toList());
    }
    pods.patch(tx, name, JobController::released);
    tx.set(
        memory.count(),
        Optional.of(
            new Count(count.get().job(), names.subList(1, names.size()), count.get().condition())));
  }

  /// Counts the pods that have lost the finalizer; on a conflict nothing happens.
  public void count(Transaction tx) {
    var count = tx.get(memory.count());
    tx.require(count.isPresent() && count.get().finalizers().isEmpty());
    var job = count.get().job();
    if (jobs.get(tx, JOB).equals(Optional.of(job))) {
      var counted = job.counting(Job.Uncounted.NONE);
      write(tx, job, counted.in(count.get().condition()));
    }
    tx.set(memory.count(), Optional.empty());
  }

  /// Takes the finalizer off a pod whose Job has finished without it.
  public void releaseOrphan(Transaction tx, int name) {
    tx.require(memory.count(), Optional.empty());
    tx.require(known.is(tx, JOB, Job::isFinished));
    tx.require(knownPods.is(tx, name, JobController::isTracked));
    tx.require(pods.is(tx, name, JobController::isTracked));
    pods.patch(tx, name, JobController::released);
  }

  /// Whether a pod has the Job's finalizer.
  public static boolean isTracked(Pod pod) {
    return pod.meta().finalizers().contains(Job.FINALIZER);
  }

  private static Pod released(Pod pod) {
    return pod.with(pod.meta().without(Job.FINALIZER));
  }

  /// The Job as it is known, if it is to be worked on.
  private Job begin(Transaction tx) {
    tx.require(memory.count(), Optional.empty());
    var job = known.get(tx, JOB);
    tx.require(job.isPresent() && !(checks.stops() && job.get().isFinished()));
    var written = tx.get(memory.written());
    tx.require(written.isEmpty() || written.equals(job));
    return job.get();
  }

  /// What the Job is to be, as far as is known.
  private Job.Condition finish(State state, Job job) {
    if (pastDeadline.test(state)
        || job.failed() + total(state, job.uncounted().failed(), job, false) > job.backoffLimit()) {
      return Job.Condition.FAILED;
    }
    var isDone =
        succeeded(state, job) >= job.completions()
            && knownPods.list(state).stream().noneMatch(Pod::isActive);
    return isDone ? Job.Condition.COMPLETE : Job.Condition.RUNS;
  }

  private boolean isAnyToBeDeleted(State state) {
    return IntStream.range(0, pods.names())
        .anyMatch(
            name ->
                knownPods.is(state, name, Pod::isActive)
                    && pods.is(state, name, pod -> !pod.meta().deleting()));
  }

  private int succeeded(State state, Job job) {
    return job.succeeded() + total(state, job.uncounted().succeeded(), job, true);
  }

  /// How many pods are uncounted, and are to be.
  private int total(State state, List<Integer> uncounted, Job job, boolean succeeded) {
    return uncounted.size()
        + (int)
            ended(state, false).stream()
                .filter(name -> hasSucceeded(state, name) == succeeded)
                .filter(name -> !job.uncounted().contains(uid(state, name)))
                .count();
  }

  /// Requires that the Job is as it is known: otherwise it is a conflict, and nothing happens.
  private void requireCurrent(Transaction tx, Job job) {
    tx.require(jobs.get(tx, JOB).equals(Optional.of(job)));
  }

  private void write(Transaction tx, Job read, Job job) {
    jobs.update(tx, JOB, read, job);
    if (checks.readsOwnWrites()) {
      tx.set(memory.written(), Optional.of(job));
    }
  }

  /// Names of the pods that have ended, and are to lose the finalizer, as far as is known.
  ///
  /// @param all whether those that run count as ended
  private List<Integer> ended(State state, boolean all) {
    var removals = state.get(memory.removals());
    Predicate<Pod> test =
        pod -> (all || !pod.isActive()) && isTracked(pod) && !removals.contains(pod.meta().uid());
    return IntStream.range(0, pods.names())
        .filter(name -> knownPods.is(state, name, test))
        .boxed()
        .toList();
  }

  private boolean hasSucceeded(State state, int name) {
    return knownPods.is(state, name, pod -> pod.phase() == Pod.Phase.SUCCEEDED);
  }

  private List<Integer> uids(State state, List<Integer> names) {
    return names.stream().map(name -> uid(state, name)).sorted().toList();
  }

  private int uid(State state, int name) {
    return knownPods.get(state, name).orElseThrow().meta().uid();
  }
}
