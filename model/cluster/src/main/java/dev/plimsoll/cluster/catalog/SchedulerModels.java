package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.cluster.scheduler.queue.Bounds;
import dev.plimsoll.cluster.scheduler.queue.Bug;
import dev.plimsoll.cluster.scheduler.queue.SchedulerModel;
import java.util.List;

/// The models of the scheduler, as users find them.
public final class SchedulerModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(
        new ModelDefinition(
            "scheduler",
            "a scheduler queues, assumes, binds and preempts, whatever changes meanwhile",
            "kubernetes/pkg/scheduler, v1.30",
            List.of(
                Parameter.integer("nodes", 2, 1, 3, "of which the last joins later"),
                Parameter.integer("capacity", 2, 2, 4, "of a node"),
                Parameter.integer("schedulers", 1, 1, 2, "that pods name in turn"),
                Parameter.integer("pods", 3, 1, 5, "of different sizes and priorities"),
                Parameter.integer(
                    "budget", 0, 0, 2, "minAvailable of some of the pods, which are others then"),
                Parameter.integer("deletions", 1, 0, 4, "pods that users delete"),
                Parameter.integer("flushes", 0, 0, 4, "how often long waits end"),
                Parameter.integer("lost", 0, 0, 4, "answers to bindings that are lost"),
                Parameter.integer("faults", 1, 0, 4, "bindings that fail, and restarts"),
                Parameter.integer("lag", 1, 1, 4, "changes of a kind on the way"),
                Parameter.enumeration("bug", Bug.class, "a mistake to seed")),
            parameters ->
                new SchedulerModel(
                    new Bounds(
                        parameters.integer("nodes"),
                        parameters.integer("capacity"),
                        parameters.integer("schedulers"),
                        parameters.integer("pods"),
                        parameters.integer("budget"),
                        parameters.integer("deletions"),
                        parameters.integer("flushes"),
                        parameters.integer("lost"),
                        parameters.integer("faults")),
                    parameters.integer("lag"),
                    parameters.constant("bug", Bug.class))));
  }
}
