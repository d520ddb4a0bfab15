package dev.plimsoll.cluster.incident.stale;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.controller.StatefulSet;
import dev.plimsoll.cluster.controller.StatefulSetController;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;

/// An operator that is started again reads how many pods were asked for long since, and scales the
/// StatefulSet down: a pod that is asked for goes, and its data with it.
///
/// Left out: all pods but the last one, and how data are moved before it goes.
final class ScaledDownByThePast extends ClusterModel {

  private static final int CLUSTER = 0;
  private static final int LAST_POD = 0;

  /// What the operator is asked for.
  ///
  /// @param count `spec.nodeSets[0].count`
  record Elasticsearch(Meta meta, int count) implements ApiObject<Elasticsearch> {

    @Override
    public Elasticsearch with(Meta newMeta) {
      return new Elasticsearch(newMeta, count);
    }
  }

  private final Resource<Elasticsearch> clusters =
      resource("elasticsearches", List.of(Optional.of(new Elasticsearch(Meta.NEW, 1))));
  private final Resource<StatefulSet> sets =
      resource("statefulsets", List.of(Optional.of(new StatefulSet(1))));
  private final Resource<Pod> pods = resource("pods", List.of(Optional.of(Pod.NEW)));

  /// @param fixed whether the operator reads consistently when it starts
  ScaledDownByThePast(boolean fixed) {
    super(2, 2);
    declareOperator(fixed);
    declareStatefulSetController();
    event("somebody scales down", 1, tx -> clusters.patch(tx, CLUSTER, c -> asking(c, 0)));
    event(
        "somebody scales up",
        1,
        tx -> {
          tx.require(clusters.is(tx, CLUSTER, cluster -> cluster.count() == 0));
          clusters.patch(tx, CLUSTER, cluster -> asking(cluster, 1));
        });

    whenever(
        "a pod that was asked for again stays",
        s -> isBack(s) && clusters.is(s, CLUSTER, cluster -> cluster.count() > LAST_POD),
        s -> sets.is(s, CLUSTER, set -> set.replicas() > LAST_POD));
    sometimes("the pod comes back", this::isBack);
  }

  private static Elasticsearch asking(Elasticsearch cluster, int count) {
    return new Elasticsearch(cluster.meta(), count);
  }

  private boolean isBack(State state) {
    return pods.is(state, LAST_POD, pod -> pod.meta().uid() > 0);
  }

  private void declareOperator(boolean readsConsistently) {
    var operator = component("operator", readsConsistently);
    var knownClusters = watch(operator, clusters);
    var knownSets = watch(operator, sets);
    step(
        operator,
        "scale the statefulset",
        tx -> {
          var cluster = knownClusters.get(tx, CLUSTER);
          var set = knownSets.get(tx, CLUSTER);
          tx.require(cluster.isPresent() && set.isPresent());
          tx.require(cluster.get().count() != set.get().replicas());
          tx.require(sets.get(tx, CLUSTER).equals(set)); // otherwise it is a conflict
          sets.update(tx, CLUSTER, set.get(), set.get().scaled(cluster.get().count()));
        });
    mayCrash(operator, 1);
  }

  private void declareStatefulSetController() {
    var component = component("statefulset controller");
    var controller =
        new StatefulSetController(pods, watch(component, sets), watch(component, pods));
    step(component, "create the pod", tx -> controller.createPod(tx, LAST_POD, Pod.NEW));
    step(component, "delete the pod", tx -> controller.deletePod(tx, LAST_POD));
  }
}
