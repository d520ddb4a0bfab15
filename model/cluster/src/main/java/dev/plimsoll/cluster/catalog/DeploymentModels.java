package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.checker.catalog.Parameters;
import dev.plimsoll.cluster.autoscaling.HpaModel;
import dev.plimsoll.cluster.controller.RollingUpdate;
import dev.plimsoll.cluster.deployment.DeploymentModel;
import dev.plimsoll.kubernetes.workload.IntOrPercent;
import java.util.List;

/// The models of a Deployment and of what scales it, as users find them.
public final class DeploymentModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(deployment(), autoscaler());
  }

  private static ModelDefinition deployment() {
    return new ModelDefinition(
        "deployment",
        "a Deployment is rolled out, undone, scaled and paused, whatever befalls its pods",
        "kubernetes/pkg/controller/deployment, v1.30",
        List.of(
            Parameter.enumeration("strategy", DeploymentModel.Strategy.class, "spec.strategy.type"),
            Parameter.integer("max-surge", 1, 0, 100, "pods more meanwhile"),
            Parameter.integer("max-unavailable", 0, 0, 100, "pods fewer meanwhile"),
            Parameter.flag("percent", false, "whether these two are percentages"),
            Parameter.integer("history-limit", 1, 0, 4, "revisionHistoryLimit"),
            Parameter.integer("replicas", 2, 1, 10, "pods asked for at first"),
            Parameter.integer("rollouts", 1, 1, 3, "how often another template is applied"),
            Parameter.integer("undos", 1, 0, 2, "how often a rollout is undone"),
            Parameter.integer("scales", 0, 0, 2, "how often somebody scales by one"),
            Parameter.integer("pauses", 0, 0, 2, "how often it is paused, and resumed"),
            Parameter.integer("failures", 0, 0, 2, "how often a pod is available no more"),
            Parameter.integer("deadlines", 1, 0, 2, "how often progressDeadlineSeconds pass"),
            Parameter.integer("crashes", 1, 0, 2, "how often the controller dies"),
            Parameter.flag("broken", false, "whether the second template is"),
            Parameter.flag("collides", false, "whether templates 1 and 2 have the same hash"),
            Parameter.flag("orphaned", true, "whether the first ReplicaSet has no owner"),
            Parameter.integer("lag", 1, 1, 4, "changes of a kind on the way to a component"),
            Parameter.enumeration("bug", DeploymentModel.Bug.class, "a mistake to seed")),
        given ->
            new DeploymentModel(
                new DeploymentModel.Spec(
                    given.constant("strategy", DeploymentModel.Strategy.class),
                    new RollingUpdate(amount(given, "max-surge"), amount(given, "max-unavailable")),
                    given.integer("history-limit")),
                new DeploymentModel.Bounds(
                    given.integer("replicas"),
                    given.integer("rollouts"),
                    given.integer("undos"),
                    given.integer("scales"),
                    given.integer("pauses"),
                    given.integer("failures"),
                    given.integer("deadlines"),
                    given.integer("crashes")),
                new DeploymentModel.Oddities(
                    given.flag("broken"), given.flag("collides"), given.flag("orphaned")),
                given.integer("lag"),
                given.constant("bug", DeploymentModel.Bug.class)));
  }

  private static ModelDefinition autoscaler() {
    return new ModelDefinition(
        "hpa",
        "a Deployment is scaled by the CPU that its pods use, and rests under a constant load",
        "kubernetes/pkg/controller/podautoscaler, v1.30",
        List.of(
            Parameter.integer("min", 1, 1, 4, "minReplicas"),
            Parameter.integer("max", 5, 1, 9, "maxReplicas"),
            Parameter.integer("up-window", 0, 0, 4, "ticks of the window for scaling up"),
            Parameter.integer("down-window", 3, 0, 4, "ticks of the window for scaling down"),
            Parameter.integer("low", 2, 1, 9, "pods that the load needs at first"),
            Parameter.integer("high", 3, 1, 9, "pods that the load needs at most"),
            Parameter.integer("changes", 2, 1, 4, "how often the load changes"),
            Parameter.integer("misses", 1, 0, 2, "how often pods are not measured, or one is not"),
            Parameter.integer("crashes", 1, 0, 2, "how often the controller dies"),
            Parameter.integer("lag", 1, 1, 4, "changes of a kind on the way to a component"),
            Parameter.enumeration("bug", HpaModel.Bug.class, "a mistake to seed")),
        given ->
            new HpaModel(
                new HpaModel.Spec(
                    given.integer("min"),
                    given.integer("max"),
                    given.integer("up-window"),
                    given.integer("down-window")),
                new HpaModel.Bounds(
                    given.integer("low"),
                    given.integer("high"),
                    given.integer("changes"),
                    given.integer("misses"),
                    given.integer("crashes")),
                given.integer("lag"),
                given.constant("bug", HpaModel.Bug.class)));
  }

  private static IntOrPercent amount(Parameters given, String name) {
    var value = given.integer(name);
    return given.flag("percent") ? IntOrPercent.percent(value) : IntOrPercent.of(value);
  }
}
