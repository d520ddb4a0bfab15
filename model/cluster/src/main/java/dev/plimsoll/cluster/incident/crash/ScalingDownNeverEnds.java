package dev.plimsoll.cluster.incident.crash;

import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;

/// CassKop scales a StatefulSet down, and then records that the pod is on its way out. If it dies
/// in between, it looks for the pod again, which has gone, and gives up each time: the pod's claim
/// stays, and nothing more can be asked for. That the operator's StatefulSets may be out of date is
/// left out.
final class ScalingDownNeverEnds extends ClusterModel {

  private static final int ONLY = 0;

  /// How far a pod's decommissioning is.
  private enum Operation {
    DONE,
    ONGOING,
    FINALIZING
  }

  private record CassandraCluster(Meta meta, int nodes, Operation podLastOperation)
      implements ApiObject<CassandraCluster> {

    @Override
    public CassandraCluster with(Meta newMeta) {
      return new CassandraCluster(newMeta, nodes, podLastOperation);
    }

    CassandraCluster with(Operation operation) {
      return new CassandraCluster(meta, nodes, operation);
    }
  }

  private record StatefulSet(Meta meta, int replicas) implements ApiObject<StatefulSet> {
    @Override
    public StatefulSet with(Meta newMeta) {
      return new StatefulSet(newMeta, replicas);
    }
  }

  private record Claim(Meta meta) implements ApiObject<Claim> {
    @Override
    public Claim with(Meta newMeta) {
      return new Claim(newMeta);
    }
  }

  private final Resource<CassandraCluster> clusters =
      resource("clusters", one(new CassandraCluster(Meta.NEW, 2, Operation.DONE)));
  private final Resource<StatefulSet> sets =
      resource("statefulsets", one(new StatefulSet(Meta.NEW, 2)));

  // the second of the two pods alone: the first stays
  private final Resource<Pod> pods = resource("pods", one(Pod.NEW));
  private final Resource<Claim> claims = resource("claims", one(new Claim(Meta.NEW)));

  /// @param fixed whether the operator records what it is about to do before it does it
  ScalingDownNeverEnds(boolean fixed) {
    super(1, 1);
    declareStatefulSetController();
    declareOperator(fixed);
    event(
        "somebody asks for one node less",
        1,
        tx ->
            clusters.patch(
                tx, ONLY, it -> new CassandraCluster(it.meta(), 1, it.podLastOperation())));

    eventuallyAlways(
        "scaling down comes to an end",
        s ->
            clusters.is(
                s,
                ONLY,
                it ->
                    it.podLastOperation() == Operation.DONE
                        && claims.exists(s, ONLY) == (it.nodes() == 2)));
    sometimes(
        "the pod and its claim have gone", s -> !pods.exists(s, ONLY) && !claims.exists(s, ONLY));
  }

  private static <T> List<Optional<T>> one(T object) {
    return List.of(Optional.of(object));
  }

  private void declareStatefulSetController() {
    var controller = component("statefulset controller");
    var known = watch(controller, sets);
    step(
        controller,
        "delete the pod",
        tx -> {
          tx.require(known.is(tx, ONLY, set -> set.replicas() == 1));
          tx.require(pods.exists(tx, ONLY));
          pods.delete(tx, ONLY);
        });
  }

  private void declareOperator(boolean fixed) {
    var operator = component("operator");
    var scaled = memory(operator, "it has scaled down", false);
    var known = watch(operator, clusters);
    var knownPods = watch(operator, pods);
    step(
        operator,
        "decommission the pod",
        tx -> {
          var replicas = sets.get(tx, ONLY).orElseThrow().replicas();
          tx.require(known.is(tx, ONLY, it -> it.nodes() < replicas));
          note(tx, known, Operation.DONE, Operation.ONGOING);
        });
    step(
        operator,
        "scale down",
        tx -> {
          var before = fixed ? Operation.FINALIZING : Operation.ONGOING;
          tx.require(known.is(tx, ONLY, it -> it.podLastOperation() == before));
          tx.require(knownPods.get(tx, ONLY).isPresent()).require(scaled, false);
          sets.patch(tx, ONLY, set -> new StatefulSet(set.meta(), 1));
          tx.set(scaled, true);
        });
    step(
        operator,
        "record that the pod goes",
        tx -> {
          tx.require(fixed ? knownPods.get(tx, ONLY).isPresent() : tx.get(scaled));
          note(tx, known, Operation.ONGOING, Operation.FINALIZING);
          tx.set(scaled, false);
        });
    step(
        operator,
        "delete the claim",
        tx -> {
          tx.require(known.is(tx, ONLY, it -> it.podLastOperation() == Operation.FINALIZING));
          tx.require(knownPods.get(tx, ONLY).isEmpty() && claims.exists(tx, ONLY));
          claims.delete(tx, ONLY);
        });
    step(
        operator,
        "record that the pod has gone",
        tx -> {
          tx.require(knownPods.get(tx, ONLY).isEmpty() && !claims.exists(tx, ONLY));
          note(tx, known, Operation.FINALIZING, Operation.DONE);
        });
    mayCrash(operator, 1);
  }

  /// Moves the operation on, from where the operator knows it; on a conflict nothing happens.
  private void note(
      Transaction tx, Informer<CassandraCluster> known, Operation from, Operation to) {
    var cluster = known.get(tx, ONLY);
    tx.require(cluster.isPresent() && cluster.get().podLastOperation() == from);
    tx.require(clusters.get(tx, ONLY).equals(cluster));
    clusters.update(tx, ONLY, cluster.get(), cluster.get().with(to));
  }
}
