package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.cluster.attachdetach.AttachDetachModel;
import dev.plimsoll.cluster.attachdetach.Bug;
import dev.plimsoll.cluster.loadbalancer.ServiceLoadBalancerModel;
import java.util.List;

/// The models of controllers that ask something of a cloud, as users find them.
public final class CloudModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(serviceLoadBalancer(), attachDetach());
  }

  private static ModelDefinition serviceLoadBalancer() {
    return new ModelDefinition(
        "service-lb",
        "a Service gets a load balancer of a cloud whose calls fail, and loses it again",
        "kubernetes/staging/src/k8s.io/cloud-provider/controllers/service/controller.go, v1.30",
        List.of(
            Parameter.integer("creations", 2, 1, 3, "how often the Service is created"),
            Parameter.integer("type-changes", 2, 0, 4, "how often its type is changed"),
            Parameter.integer("nodes", 2, 1, 3, "nodes"),
            Parameter.integer("node-changes", 1, 0, 3, "nodes excluded or included again"),
            Parameter.integer("faults", 1, 0, 3, "calls that fail, controllers that die"),
            Parameter.integer("lag", 1, 1, 4, "changes of a kind on the way"),
            Parameter.enumeration("bug", ServiceLoadBalancerModel.Bug.class, "a mistake to seed")),
        given ->
            new ServiceLoadBalancerModel(
                new ServiceLoadBalancerModel.Bounds(
                    given.integer("creations"),
                    given.integer("type-changes"),
                    given.integer("nodes"),
                    given.integer("node-changes"),
                    given.integer("faults")),
                given.integer("lag"),
                given.constant("bug", ServiceLoadBalancerModel.Bug.class)));
  }

  private static ModelDefinition attachDetach() {
    return new ModelDefinition(
        "attach-detach",
        "a volume is attached where a pod needs it, though nodes are lost, deleted and made anew",
        "kubernetes/pkg/controller/volume/attachdetach, v1.30",
        List.of(
            Parameter.integer("nodes", 2, 1, 3, "nodes"),
            Parameter.integer("pods", 2, 1, 3, "pods that are created"),
            Parameter.integer("deletions", 1, 1, 3, "how often a pod is deleted, also by force"),
            Parameter.integer("faults", 1, 0, 3, "nodes and instances lost, restarts"),
            Parameter.integer("lag", 1, 1, 4, "changes of a kind on the way to the controller"),
            Parameter.enumeration("bug", Bug.class, "a mistake to seed")),
        given ->
            new AttachDetachModel(
                new AttachDetachModel.Bounds(
                    given.integer("nodes"),
                    given.integer("pods"),
                    given.integer("deletions"),
                    given.integer("faults")),
                given.integer("lag"),
                given.constant("bug", Bug.class)));
  }
}
