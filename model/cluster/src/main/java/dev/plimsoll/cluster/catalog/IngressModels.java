package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.cluster.ingress.IngressModel;
import java.util.List;

/// The model of a load balancer that Ingresses configure, as users find it.
public final class IngressModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(
        new ModelDefinition(
            "ingress",
            "a load balancer configures itself from Ingresses that come and go in any order",
            "k8s.io/api/networking/v1, v1.30; jcmoraisjr/haproxy-ingress#157",
            List.of(
                Parameter.integer("creations", 4, 1, 4, "how often an Ingress is created"),
                Parameter.integer("changes", 1, 0, 2, "how often the type of a path is changed"),
                Parameter.integer("deletions", 1, 0, 2, "how often an Ingress is deleted"),
                Parameter.integer("crashes", 1, 0, 2, "how often the controller dies"),
                Parameter.integer("lag", 1, 1, 4, "changes on the way to the controller"),
                Parameter.enumeration("bug", IngressModel.Bug.class, "a mistake to seed")),
            given ->
                new IngressModel(
                    new IngressModel.Bounds(
                        given.integer("creations"),
                        given.integer("changes"),
                        given.integer("deletions"),
                        given.integer("crashes")),
                    given.integer("lag"),
                    given.constant("bug", IngressModel.Bug.class))));
  }
}
