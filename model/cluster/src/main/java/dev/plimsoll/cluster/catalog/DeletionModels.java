package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.cluster.gc.Bug;
import dev.plimsoll.cluster.gc.GarbageCollectorModel;
import dev.plimsoll.cluster.namespace.NamespaceDeletionModel;
import java.util.List;

/// The models of deletions that spread, as users find them.
public final class DeletionModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(garbageCollector(), namespaceDeletion());
  }

  private static ModelDefinition garbageCollector() {
    return new ModelDefinition(
        "garbage-collector",
        "dependents go with their owners, before them, or stay, as users wish",
        "kubernetes/pkg/controller/garbagecollector, v1.30",
        List.of(
            Parameter.enumeration("shape", GarbageCollectorModel.Shape.class, "who owns whom"),
            Parameter.integer("deletions", 1, 1, 3, "how often an owner is deleted"),
            Parameter.integer("creations", 1, 0, 2, "how often one comes again, and a dependent"),
            Parameter.integer("adoptions", 1, 0, 2, "how often a dependent gets another owner"),
            Parameter.integer("faults", 1, 0, 3, "restarts and reconnections of the collector"),
            Parameter.integer("lost", 0, 0, 2, "calls that are made and end in an error"),
            Parameter.integer("lag", 1, 1, 4, "changes of a kind on the way"),
            Parameter.enumeration("bug", Bug.class, "a mistake to seed")),
        given ->
            new GarbageCollectorModel(
                given.constant("shape", GarbageCollectorModel.Shape.class),
                new GarbageCollectorModel.Bounds(
                    given.integer("deletions"),
                    given.integer("creations"),
                    given.integer("adoptions"),
                    given.integer("faults"),
                    given.integer("lost")),
                given.integer("lag"),
                given.constant("bug", Bug.class)));
  }

  private static ModelDefinition namespaceDeletion() {
    return new ModelDefinition(
        "namespace-deletion",
        "a namespace is deleted while clients create objects in it",
        "kubernetes/pkg/controller/namespace, v1.30",
        List.of(
            Parameter.integer("creations", 3, 1, 5, "how often an object is created"),
            Parameter.integer("failures", 2, 0, 3, "how often discovery fails"),
            Parameter.integer("crashes", 1, 0, 3, "how often the controller dies"),
            Parameter.integer("lag", 1, 1, 4, "changes of a kind on the way"),
            Parameter.enumeration("bug", NamespaceDeletionModel.Bug.class, "a mistake to seed")),
        given ->
            new NamespaceDeletionModel(
                new NamespaceDeletionModel.Bounds(
                    given.integer("creations"),
                    given.integer("failures"),
                    given.integer("crashes")),
                given.integer("lag"),
                given.constant("bug", NamespaceDeletionModel.Bug.class)));
  }
}
