package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.cluster.disruption.DisruptionModel;
import dev.plimsoll.cluster.disruption.PodDisruptionBudget;
import java.util.List;

/// The model of evictions and budgets, as users find it.
public final class DisruptionModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(
        new ModelDefinition(
            "disruption",
            "nodes are drained at the same time, as far as a PodDisruptionBudget allows",
            "kubernetes/pkg/controller/disruption and pkg/registry/core/pod/storage/eviction.go,"
                + " v1.30",
            List.of(
                Parameter.integer("replicas", 2, 1, 4, "pods asked for"),
                Parameter.integer("drains", 2, 1, 3, "nodes that are drained"),
                Parameter.integer("sick-nodes", 0, 0, 3, "of these, where no pod gets ready"),
                Parameter.enumeration("budget", PodDisruptionBudget.Kind.class, "its field"),
                Parameter.integer("pods", 1, 0, 4, "the number in this field"),
                Parameter.enumeration(
                    "policy", PodDisruptionBudget.Policy.class, "unhealthyPodEvictionPolicy"),
                Parameter.integer("changes", 0, 0, 2, "how often somebody asks for one pod more"),
                Parameter.integer("faults", 1, 0, 3, "disruptions, and processes that die"),
                Parameter.integer("lag", 1, 1, 4, "changes of a kind on the way"),
                Parameter.enumeration("bug", DisruptionModel.Bug.class, "a mistake to seed")),
            given ->
                new DisruptionModel(
                    new DisruptionModel.Bounds(
                        given.integer("replicas"),
                        given.integer("drains"),
                        given.integer("sick-nodes"),
                        given.integer("changes"),
                        given.integer("faults")),
                    given.constant("budget", PodDisruptionBudget.Kind.class),
                    given.integer("pods"),
                    given.constant("policy", PodDisruptionBudget.Policy.class),
                    given.integer("lag"),
                    given.constant("bug", DisruptionModel.Bug.class))));
  }
}
