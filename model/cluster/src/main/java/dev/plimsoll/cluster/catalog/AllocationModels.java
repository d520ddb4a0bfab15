package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.cluster.portallocator.ServiceAllocationModel;
import java.util.List;

/// The model of how Services get their ports, as users find it.
public final class AllocationModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(
        new ModelDefinition(
            "service-allocation",
            "API servers give node ports to Services by a bitmap that they share, and a loop"
                + " repairs it",
            "kubernetes/pkg/registry/core/service/portallocator, v1.30; KEP-3668",
            List.of(
                Parameter.integer("ports", 2, 2, 4, "ports; the first is left to who chooses"),
                Parameter.integer("services", 2, 2, 3, "names of Services"),
                Parameter.integer("creations", 2, 1, 4, "how often a Service is created"),
                Parameter.integer("changes", 1, 0, 3, "how often ports are changed or taken off"),
                Parameter.integer("deletions", 0, 0, 3, "how often a Service is deleted"),
                Parameter.integer("crashes", 1, 0, 2, "how often an API server dies"),
                Parameter.integer("losses", 0, 0, 2, "how often the bitmap is lost"),
                Parameter.enumeration(
                    "bug", ServiceAllocationModel.Bug.class, "a mistake to seed")),
            given ->
                new ServiceAllocationModel(
                    new ServiceAllocationModel.Bounds(
                        given.integer("ports"),
                        given.integer("services"),
                        given.integer("creations"),
                        given.integer("changes"),
                        given.integer("deletions"),
                        given.integer("crashes"),
                        given.integer("losses")),
                    given.constant("bug", ServiceAllocationModel.Bug.class))));
  }
}
