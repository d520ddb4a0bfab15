package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.cluster.nodelifecycle.NodeLifecycleModel;
import dev.plimsoll.cluster.workload.DaemonSetModel;
import dev.plimsoll.cluster.workload.JobModel;
import dev.plimsoll.cluster.workload.StatefulSetModel;
import java.util.List;

/// The models of controllers, each of one as a whole, as users find them.
public final class Controllers implements Models {

  private static final Parameter LAG =
      Parameter.integer("lag", 1, 1, 4, "changes of a kind on the way to a component");

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(statefulSet(), daemonSet(), job(), nodeLifecycle());
  }

  private static ModelDefinition statefulSet() {
    return new ModelDefinition(
        "statefulset",
        "pods with an identity come up in order, and are replaced from the last on",
        "kubernetes/pkg/controller/statefulset/stateful_set_control.go, v1.30",
        List.of(
            Parameter.integer("replicas", 2, 1, 4, "pods asked for at first"),
            Parameter.enumeration("policy", StatefulSetModel.Policy.class, "in which order"),
            Parameter.integer("partition", 1, 0, 4, "pods that an update keeps back at first"),
            Parameter.integer("updates", 1, 0, 1, "how often another template is applied"),
            Parameter.integer("scales", 1, 0, 2, "how often somebody scales by one"),
            Parameter.integer("faults", 1, 0, 3, "times the controller dies, or a pod fails"),
            LAG,
            Parameter.enumeration("bug", StatefulSetModel.Bug.class, "a mistake to seed")),
        given ->
            new StatefulSetModel(
                new StatefulSetModel.Bounds(
                    given.integer("replicas"),
                    given.integer("partition"),
                    given.integer("updates"),
                    given.integer("scales"),
                    given.integer("faults")),
                given.constant("policy", StatefulSetModel.Policy.class),
                given.integer("lag"),
                given.constant("bug", StatefulSetModel.Bug.class)));
  }

  private static ModelDefinition daemonSet() {
    return new ModelDefinition(
        "daemonset",
        "each node has a pod, while nodes join, leave and are tainted, and an update goes on",
        "kubernetes/pkg/controller/daemon/daemon_controller.go and update.go, v1.30",
        List.of(
            Parameter.integer("nodes", 2, 1, 4, "nodes, of which the last one joins later"),
            Parameter.integer("updates", 1, 0, 1, "how often another template is applied"),
            Parameter.integer("faults", 1, 0, 3, "things that befall nodes, pods, the controller"),
            Parameter.integer("lost", 0, 0, 2, "calls that are made and end in an error"),
            LAG,
            Parameter.enumeration("bug", DaemonSetModel.Bug.class, "a mistake to seed")),
        given ->
            new DaemonSetModel(
                new DaemonSetModel.Bounds(
                    given.integer("nodes"),
                    given.integer("updates"),
                    given.integer("faults"),
                    given.integer("lost")),
                given.integer("lag"),
                given.constant("bug", DaemonSetModel.Bug.class)));
  }

  private static ModelDefinition job() {
    return new ModelDefinition(
        "job",
        "pods run until enough have succeeded or too many failed, and each is counted once",
        "kubernetes/pkg/controller/job/job_controller.go, v1.30",
        List.of(
            Parameter.integer("completions", 2, 1, 4, "pods that are to succeed"),
            Parameter.integer("parallelism", 2, 1, 4, "pods that run at a time"),
            Parameter.integer("backoff-limit", 1, 0, 3, "pods that may fail"),
            Parameter.integer("failures", 2, 0, 3, "pods that fail"),
            Parameter.integer("deadlines", 1, 0, 1, "whether the Job's time may be up"),
            Parameter.integer("crashes", 1, 0, 3, "how often the controller dies"),
            Parameter.integer("lag", 2, 1, 4, "changes of a kind on the way to a component"),
            Parameter.enumeration("bug", JobModel.Bug.class, "a mistake to seed")),
        given ->
            new JobModel(
                new JobModel.Bounds(
                    given.integer("completions"),
                    given.integer("parallelism"),
                    given.integer("backoff-limit"),
                    given.integer("failures"),
                    given.integer("deadlines"),
                    given.integer("crashes")),
                given.integer("lag"),
                given.constant("bug", JobModel.Bug.class)));
  }

  private static ModelDefinition nodeLifecycle() {
    return new ModelDefinition(
        "node-lifecycle",
        "nodes that are not heard of are tainted, and their pods run elsewhere",
        "kubernetes/pkg/controller/nodelifecycle and pkg/controller/tainteviction, v1.30",
        List.of(
            Parameter.integer("nodes", 2, 2, 5, "nodes, of one zone"),
            Parameter.integer("replicas", 1, 1, 3, "pods asked for"),
            Parameter.integer("losses", 1, 0, 5, "how often a node is cut off"),
            Parameter.integer("returns", 1, 0, 5, "how often a node comes back"),
            Parameter.integer("crashes", 1, 0, 3, "how often a controller dies"),
            LAG,
            Parameter.enumeration("bug", NodeLifecycleModel.Bug.class, "a mistake to seed")),
        given ->
            new NodeLifecycleModel(
                new NodeLifecycleModel.Bounds(
                    given.integer("nodes"),
                    given.integer("replicas"),
                    given.integer("losses"),
                    given.integer("returns"),
                    given.integer("crashes")),
                given.integer("lag"),
                given.constant("bug", NodeLifecycleModel.Bug.class)));
  }
}
