package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.checker.catalog.Parameters;
import dev.plimsoll.cluster.controller.ReplicaSetModel;
import dev.plimsoll.cluster.etcd.EtcdModel;
import dev.plimsoll.cluster.rollout.RolloutModel;
import dev.plimsoll.cluster.watch.Bug;
import dev.plimsoll.cluster.watch.WatchModel;
import java.util.List;

/// The models of the control plane, as users find them.
public final class ClusterModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(replicaSet(), rollout(), watch());
  }

  private static ModelDefinition replicaSet() {
    return new ModelDefinition(
        "replicaset",
        "a ReplicaSet controller keeps as many pods as asked for, though its cache lags",
        "kubernetes/pkg/controller/replicaset/replica_set.go, v1.30",
        List.of(
            Parameter.integer("replicas", 2, 0, 9, "pods asked for at first"),
            Parameter.integer("most-replicas", 3, 0, 9, "the most pods that a user asks for"),
            Parameter.integer("scales", 2, 0, 9, "how often a user scales"),
            Parameter.integer("failures", 1, 0, 9, "how many pods fail"),
            Parameter.integer("lag", 2, 1, 9, "events of a watch that may be under way"),
            Parameter.flag("expectations", true, "wait until the cache shows earlier syncs"),
            Parameter.enumeration("bug", ReplicaSetModel.Bug.class, "a mistake to seed")),
        ClusterModels::replicaSet);
  }

  private static ModelDefinition rollout() {
    return new ModelDefinition(
        "rollout",
        "from kubectl apply to the rules on every node, a rolling update, and back after a fault",
        "kubernetes/pkg/controller, pkg/scheduler, pkg/kubelet, pkg/proxy, v1.30",
        List.of(
            Parameter.integer("nodes", 1, 1, 5, "nodes"),
            Parameter.integer("deployments", 1, 1, 2, "Deployments, each with its Service"),
            Parameter.integer("replicas", 1, 1, 5, "pods that each asks for"),
            Parameter.integer("rollouts", 1, 0, 1, "how often another template is applied"),
            Parameter.integer("faults", 1, 0, 3, "components that die, and containers"),
            Parameter.integer("lag", 1, 1, 4, "changes of a kind on the way to a component"),
            Parameter.flag("foreseen", false, "choose first what befalls the cluster"),
            Parameter.enumeration("bug", RolloutModel.Bug.class, "a mistake to seed")),
        parameters ->
            new RolloutModel(
                new RolloutModel.Bounds(
                    parameters.integer("nodes"),
                    parameters.integer("deployments"),
                    parameters.integer("replicas"),
                    parameters.integer("rollouts"),
                    parameters.integer("faults"),
                    parameters.integer("lag"),
                    parameters.flag("foreseen")),
                parameters.constant("bug", RolloutModel.Bug.class)));
  }

  private static ModelDefinition watch() {
    return new ModelDefinition(
        "watch",
        "clients list and watch at API servers whose watch caches lag, and miss nothing",
        "kubernetes/staging/src/k8s.io/apiserver/pkg/storage/cacher, client-go/tools/cache, v1.30",
        List.of(
            Parameter.integer("api-servers", 2, 1, 3, "API servers"),
            Parameter.integer("names", 1, 1, 3, "objects there can be; the first is there"),
            Parameter.integer("writes", 2, 0, 6, "writes, of these objects and of others"),
            Parameter.integer("clients", 1, 0, 3, "clients that list and watch"),
            Parameter.integer("window", 1, 1, 6, "changes that a watch cache keeps"),
            Parameter.integer("compactions", 1, 0, 3, "compactions of etcd"),
            Parameter.integer("reconnects", 1, 0, 3, "connections of clients that are lost"),
            Parameter.enumeration("etcd", EtcdModel.Kind.class, "how etcd is modelled"),
            Parameter.enumeration("start", WatchModel.Start.class, "how clients start"),
            Parameter.flag("lister", false, "a client that lists in every way there is"),
            Parameter.enumeration("bug", Bug.class, "a mistake to seed")),
        parameters ->
            new WatchModel(
                new WatchModel.Bounds(
                    parameters.integer("api-servers"),
                    parameters.integer("names"),
                    parameters.integer("writes"),
                    parameters.integer("clients"),
                    parameters.integer("window"),
                    parameters.integer("compactions"),
                    parameters.integer("reconnects")),
                parameters.constant("etcd", EtcdModel.Kind.class),
                parameters.constant("start", WatchModel.Start.class),
                parameters.flag("lister"),
                parameters.constant("bug", Bug.class)));
  }

  private static ReplicaSetModel replicaSet(Parameters parameters) {
    return new ReplicaSetModel(
        new ReplicaSetModel.Bounds(
            parameters.integer("replicas"),
            parameters.integer("most-replicas"),
            parameters.integer("scales"),
            parameters.integer("failures"),
            parameters.integer("lag")),
        parameters.flag("expectations"),
        parameters.constant("bug", ReplicaSetModel.Bug.class));
  }
}
