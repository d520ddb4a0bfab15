package dev.plimsoll.cluster.workload;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.apiserver.Source;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.controller.Expectations;
import dev.plimsoll.cluster.controller.ReplicaSets;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.PodPhases;
import dev.plimsoll.cluster.scheduler.Filter;
import dev.plimsoll.cluster.scheduler.Scheduler;
import dev.plimsoll.cluster.scheduler.Score;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// A workload and those who keep it: a ReplicaSet controller, a scheduler and kubelets.
public abstract class WorkloadModel extends ClusterModel {

  /// Its pods.
  protected final Resource<Pod> pods;

  /// The names that pods can have.
  protected final List<Integer> names;

  /// A workload without pods at first.
  ///
  /// @param names how many pods there can be at a time
  protected WorkloadModel(int lag, int names) {
    this(lag, Collections.nCopies(names, Optional.empty()));
  }

  /// @param initial the pods there are at first
  @SuppressWarnings("this-escape") // models are declared in constructors, by final methods
  protected WorkloadModel(int lag, List<Optional<Pod>> initial) {
    super(1, lag);
    pods = resource("pods", initial);
    names = IntStream.range(0, pods.names()).boxed().toList();
  }

  /// A controller that creates pods where there are too few.
  protected final ReplicaSets declareReplicaSet(ToIntFunction<State> replicas, Pod template) {
    var controller = component("replicaset controller");
    var expectations = memory(controller, "expectations", Expectations.NONE);
    var known = watch(controller, pods, ReplicaSets.observing(expectations));
    var replicaSet =
        new ReplicaSets(
            pods, known, Optional.of(expectations), ReplicaSets.Wanted.of(replicas, template));
    step(controller, "create a pod", replicaSet::create);
    return replicaSet;
  }

  /// A scheduler, with filters and scores of the pods that it knows.
  protected final void declareScheduler(
      List<Integer> nodes,
      Function<Informer<Pod>, Filter> filter,
      Function<Informer<Pod>, Score> score) {
    var component = component("scheduler");
    var known = watch(component, pods);
    var scheduler =
        new Scheduler(
            pods, known, nodes, List.of(filter.apply(known)), List.of(score.apply(known)));
    step(component, "bind a pod", names, scheduler::bind);
  }

  /// Kubelets that let pods go. That others keep the watches busy does not hold them up for ever.
  protected final PodPhases declareKubelets() {
    var kubelets = component("kubelets");
    var phases = new PodPhases(pods);
    step(kubelets, "let a pod go", names, phases::end);
    stronglyFairEach("kubelets: let a pod go");
    return phases;
  }

  /// How many pods are on a node and have not ended.
  protected static int count(State state, Source<Pod> known, int node) {
    return (int)
        IntStream.range(0, known.names())
            .mapToObj(name -> known.get(state, name))
            .flatMap(Optional::stream)
            .filter(pod -> pod.isOn(node))
            .filter(pod -> pod.phase() == Pod.Phase.PENDING || pod.phase() == Pod.Phase.RUNNING)
            .count();
  }

  /// Whether there are so many pods, each bound, and nobody has deleted any.
  protected final boolean isSettled(State state, int replicas) {
    var list = pods.list(state);
    return list.size() == replicas
        && list.stream().allMatch(pod -> pod.node().isPresent() && pod.isActive());
  }
}
