package dev.plimsoll.cluster.incident.crash;

import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.controller.Job;
import dev.plimsoll.cluster.controller.JobController;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A Job, its controller, which may die, and pods that succeed.
abstract class JobModel extends ClusterModel {

  private static final int JOB = 0;

  private final int completions;
  private final Resource<Job> jobs;
  private final Resource<Pod> pods;

  /// @param completions of the Job; there is room for one pod more
  /// @param expectsRemovals whether the controller keeps in mind which finalizers it took off
  /// @param readsOwnWrites whether the controller waits until it sees the Job as it wrote it
  JobModel(int completions, boolean expectsRemovals, boolean readsOwnWrites) {
    super(1, 2);
    this.completions = completions;
    jobs = resource("jobs", List.of(Optional.of(Job.of(completions))));
    pods = resource("pods", completions + 1);
    declareController(expectsRemovals, readsOwnWrites);
    var names = IntStream.range(0, pods.names()).boxed().toList();
    step(
        component("kubelet"),
        "a pod succeeds",
        names,
        (tx, name) -> {
          tx.require(pods.is(tx, name, pod -> pod.phase() == Pod.Phase.PENDING));
          pods.patch(tx, name, pod -> pod.in(Pod.Phase.SUCCEEDED));
        });
    sometimes("the Job has finished", s -> jobs.is(s, JOB, Job::isFinished));
  }

  /// Claims that no pod is counted more than once.
  final void countsEachPodOnce(String name) {
    always(
        name,
        s ->
            jobs.get(s, JOB).orElseThrow().succeeded()
                <= pods.list(s).stream().filter(pod -> pod.phase() == Pod.Phase.SUCCEEDED).count());
  }

  /// Claims that there are never more pods than are to succeed.
  final void createsNoMorePodsThanAskedFor(String name) {
    always(name, s -> pods.list(s).size() <= completions);
  }

  private void declareController(boolean expectsRemovals, boolean readsOwnWrites) {
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
        new JobController(jobs, pods, known, knownPods, memory, expectsRemovals, readsOwnWrites);
    step(component, "create a pod", controller::create);
    step(component, "note which pods have succeeded", controller::note);
    step(component, "take off a finalizer", controller::release);
    step(component, "count the pods", controller::count);
    event(
        "the job controller dies in the middle of a count",
        1,
        tx -> {
          tx.require(tx.get(memory.count()).isPresent());
          component.restart(tx);
        });
  }
}
