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

/// What the Job controller does for one Job whose pods run one after another: creates the next pod,
/// and counts those that have succeeded. To count a pod takes three calls: its uid goes into
/// `uncountedTerminatedPods`, the pod loses the Job's finalizer, and the uid moves to `succeeded`.
///
/// Source: `pkg/controller/job/job_controller.go` (`manageJob`,
/// `trackJobStatusAndRemoveFinalizers`, `flushUncountedAndRemoveFinalizers`), v1.30. Left out: pods
/// that fail or are deleted, and that others change the Job.
///
/// @param known what it believes of the Job
/// @param knownPods what it believes of the pods
/// @param memory what it keeps in mind
/// @param expectsRemovals whether it keeps in mind which finalizers it has taken off
/// @param readsOwnWrites whether it leaves a Job alone until its cache shows what it wrote last
public record JobController(
    Resource<Job> jobs,
    Resource<Pod> pods,
    Informer<Job> known,
    Informer<Pod> knownPods,
    Memory memory,
    boolean expectsRemovals,
    boolean readsOwnWrites) {

  private static final int JOB = 0;

  /// A count under way.
  ///
  /// @param job as it was written last
  /// @param finalizers names of the pods that are still to lose the finalizer
  public record Count(Job job, List<Integer> finalizers) {

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
      if (after.isPresent() && !isTracked(after.get())) {
        var uid = after.get().meta().uid();
        tx.update(removals, uids -> uids.stream().filter(other -> other != uid).toList());
      }
    }
  }

  /// Creates the next pod.
  public void create(Transaction tx) {
    var job = begin(tx);
    tx.require(memory.creations(), 0);
    tx.require(!knownPods.list(tx).stream().anyMatch(pod -> pod.phase() == Pod.Phase.PENDING));
    var uncounted =
        ended(tx).stream().filter(name -> !job.uncounted().contains(uid(tx, name))).count();
    tx.require(job.succeeded() + job.uncounted().size() + uncounted < job.completions());
    var free = pods.free(tx);
    tx.require(!free.isEmpty());
    pods.create(tx, free.getFirst(), Pod.NEW.with(Pod.NEW.meta().with(Job.FINALIZER)));
    tx.set(memory.creations(), 1);
  }

  /// Notes which pods have succeeded and are still to be counted.
  public void note(Transaction tx) {
    var job = begin(tx);
    var ended = ended(tx);
    var noted = job.counting(ended.stream().map(name -> uid(tx, name)).toList());
    tx.require(!ended.isEmpty() || !noted.equals(job));
    if (!noted.equals(job)) {
      tx.require(jobs.get(tx, JOB).equals(Optional.of(job))); // otherwise it is a conflict
      write(tx, job, noted);
    }
    if (!ended.isEmpty()) {
      tx.set(memory.count(), Optional.of(new Count(noted, ended)));
    }
  }

  /// Takes the finalizer off the next of the pods that are counted.
  public void release(Transaction tx) {
    var count = tx.get(memory.count());
    tx.require(count.isPresent() && !count.get().finalizers().isEmpty());
    var names = count.get().finalizers();
    var name = names.getFirst();
    if (expectsRemovals) {
      var uid = uid(tx, name);
      tx.update(
          memory.removals(),
          uids -> Stream.concat(uids.stream(), Stream.of(uid)).sorted().toList());
    }
    pods.patch(tx, name, pod -> pod.with(pod.meta().without(Job.FINALIZER)));
    tx.set(
        memory.count(), Optional.of(new Count(count.get().job(), names.subList(1, names.size()))));
  }

  /// Counts the pods that have lost the finalizer; on a conflict nothing happens.
  public void count(Transaction tx) {
    var count = tx.get(memory.count());
    tx.require(count.isPresent() && count.get().finalizers().isEmpty());
    var job = count.get().job();
    if (jobs.get(tx, JOB).equals(Optional.of(job))) {
      write(tx, job, job.counting(List.of()));
    }
    tx.set(memory.count(), Optional.empty());
  }

  /// The Job as it is known, if it is to be worked on.
  private Job begin(Transaction tx) {
    tx.require(memory.count(), Optional.empty());
    var job = known.get(tx, JOB);
    tx.require(job.isPresent() && !job.get().isFinished());
    var written = tx.get(memory.written());
    tx.require(written.isEmpty() || written.equals(job));
    return job.get();
  }

  private void write(Transaction tx, Job read, Job job) {
    jobs.update(tx, JOB, read, job);
    if (readsOwnWrites) {
      tx.set(memory.written(), Optional.of(job));
    }
  }

  /// Names of the pods that have succeeded, and are to lose the finalizer, as far as is known.
  private List<Integer> ended(State state) {
    var removals = state.get(memory.removals());
    Predicate<Pod> test =
        pod ->
            pod.phase() == Pod.Phase.SUCCEEDED
                && isTracked(pod)
                && !removals.contains(pod.meta().uid());
    return IntStream.range(0, pods.names())
        .filter(name -> knownPods.is(state, name, test))
        .boxed()
        .toList();
  }

  private int uid(State state, int name) {
    return knownPods.get(state, name).orElseThrow().meta().uid();
  }

  private static boolean isTracked(Pod pod) {
    return pod.meta().finalizers().contains(Job.FINALIZER);
  }
}
