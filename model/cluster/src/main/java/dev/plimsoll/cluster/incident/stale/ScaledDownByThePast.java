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

  /// What keeps an operator from doing so.
  enum Repair {
    /// Nothing.
    NONE,
    /// The operator reads consistently when it starts.
    CONSISTENT_READS,
    /// The StatefulSet says which version it was last scaled for: an older one is refused.
    OWNER_VERSION
  }

  /// What the operator is asked for.
  ///
  /// @param version counts the changes: `metadata.resourceVersion`
  record Cluster(Meta meta, int version, int replicas) implements ApiObject<Cluster> {

    @Override
    public Cluster with(Meta newMeta) {
      return new Cluster(newMeta, version, replicas);
    }

    Cluster asking(int newReplicas) {
      return new Cluster(meta, version + 1, newReplicas);
    }
  }

  private final Resource<Cluster> clusters =
      resource("clusters", List.of(Optional.of(new Cluster(Meta.NEW, 0, 1))));
  private final Resource<StatefulSet> sets =
      resource("statefulsets", List.of(Optional.of(new StatefulSet(1))));
  private final Resource<Pod> pods = resource("pods", List.of(Optional.of(Pod.NEW)));

  ScaledDownByThePast(Repair repair) {
    super(2, 2);
    declareOperator(repair);
    declareStatefulSetController();
    event("somebody scales down", 1, tx -> clusters.patch(tx, CLUSTER, c -> c.asking(0)));
    event(
        "somebody scales up",
        1,
        tx -> {
          tx.require(clusters.is(tx, CLUSTER, cluster -> cluster.replicas() == 0));
          clusters.patch(tx, CLUSTER, cluster -> cluster.asking(1));
        });

    whenever(
        "a pod that was asked for again stays",
        s -> isBack(s) && clusters.is(s, CLUSTER, cluster -> cluster.replicas() > LAST_POD),
        s -> sets.is(s, CLUSTER, set -> set.replicas() > LAST_POD));
    sometimes("the pod comes back", this::isBack);
  }

  private boolean isBack(State state) {
    return pods.is(state, LAST_POD, pod -> pod.meta().uid() > 0);
  }

  private void declareOperator(Repair repair) {
    var operator = component("operator", repair == Repair.CONSISTENT_READS);
    var knownClusters = watch(operator, clusters);
    var knownSets = watch(operator, sets);
    step(
        operator,
        "scale the statefulset",
        tx -> {
          var cluster = knownClusters.get(tx, CLUSTER).orElseThrow();
          var set = knownSets.get(tx, CLUSTER).orElseThrow();
          tx.require(isToScale(cluster, set, repair));
          tx.require(sets.get(tx, CLUSTER).equals(Optional.of(set))); // else it is a conflict
          sets.update(tx, CLUSTER, set, set.scaled(cluster.replicas(), cluster.version()));
        });
    mayCrash(operator, 1);
  }

  /// Whether the operator scales, as far as it knows. With the version in a label it does so for
  /// each version that is newer, even if the number is the same: so the label keeps up.
  private static boolean isToScale(Cluster cluster, StatefulSet set, Repair repair) {
    return repair == Repair.OWNER_VERSION
        ? cluster.version() > set.ownerVersion()
        : cluster.replicas() != set.replicas();
  }

  private void declareStatefulSetController() {
    var component = component("statefulset controller");
    var controller =
        new StatefulSetController(pods, watch(component, sets), watch(component, pods), false);
    step(component, "create the pod", tx -> controller.createPod(tx, LAST_POD, Pod.NEW));
    step(component, "delete the pod", tx -> controller.deletePod(tx, LAST_POD));
  }
}
