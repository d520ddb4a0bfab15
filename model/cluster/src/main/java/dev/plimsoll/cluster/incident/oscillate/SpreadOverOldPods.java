package dev.plimsoll.cluster.incident.oscillate;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Source;
import dev.plimsoll.cluster.client.Handler;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.controller.Expectations;
import dev.plimsoll.cluster.controller.ReplicaSets;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.scheduler.TopologySpread;
import dev.plimsoll.cluster.workload.WorkloadModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A roll-out places new pods where they balance the old ones, by a constraint that must be met;
/// when the old ones have gone, the new ones are not spread any more.
///
/// Source: `pkg/controller/deployment/rolling.go` and
/// `pkg/scheduler/framework/plugins/podtopologyspread/common.go` (`countPodsMatchSelector`), v1.30.
final class SpreadOverOldPods extends WorkloadModel {

  private static final int REPLICAS = 2;
  private static final int MAX_SURGE = 1;
  private static final TopologySpread SPREAD =
      new TopologySpread(List.of(List.of(0), List.of(1)), 1);
  private static final List<Integer> NODES = List.of(0, 1);
  private static final Pod OLD = Pod.NEW.with(Meta.NEW.ownedBy(1));
  private static final Pod NEW = Pod.NEW.with(Meta.NEW.ownedBy(2));

  private final Cell<Integer> oldReplicas = cell("replicas of the old ReplicaSet", REPLICAS);
  private final Cell<Integer> newReplicas = cell("replicas of the new ReplicaSet", 0);

  /// @param fixed whether only pods of the same template are counted (`matchLabelKeys`)
  SpreadOverOldPods(boolean fixed) {
    super(
        1,
        List.of(
            Optional.of(OLD.boundTo(0)),
            Optional.of(OLD.boundTo(1)),
            Optional.empty(),
            Optional.empty()));
    declareReplicaSets();
    var deployment = component("deployment controller");
    var known = watch(deployment, pods);
    step(deployment, "scale up the new ReplicaSet", this::scaleUp);
    step(deployment, "scale down the old ReplicaSet", tx -> scaleDown(tx, known));
    declareScheduler(
        NODES,
        cache ->
            (s, pod, node) ->
                SPREAD.allows(
                    at -> on(s, cache, fixed ? Optional.of(pod) : Optional.empty(), at), node),
        cache -> (s, pod, node) -> 0);
    declareKubelets();

    whenever(
        "after the roll-out the pods are spread",
        this::isRolledOut,
        s -> NODES.stream().noneMatch(node -> SPREAD.isViolatedAt(at -> count(s, pods, at), node)));
    sometimes("the roll-out is done", this::isRolledOut);
  }

  private void declareReplicaSets() {
    var controller = component("replicaset controller");
    var ofOld = memory(controller, "expectations of the old", Expectations.NONE);
    var ofNew = memory(controller, "expectations of the new", Expectations.NONE);
    var old = ReplicaSets.observing(ofOld);
    var young = ReplicaSets.observing(ofNew);
    Handler<Pod> both =
        (tx, name, before, after, by) -> {
          old.changed(tx, name, before, after, by);
          young.changed(tx, name, before, after, by);
        };
    var known = watch(controller, pods, both);
    var oldSet =
        new ReplicaSets(
            pods, known, Optional.of(ofOld), ReplicaSets.Wanted.of(s -> s.get(oldReplicas), OLD));
    var newSet =
        new ReplicaSets(
            pods, known, Optional.of(ofNew), ReplicaSets.Wanted.of(s -> s.get(newReplicas), NEW));
    step(controller, "delete an old pod", oldSet::delete);
    step(controller, "create a new pod", newSet::create);
  }

  private void scaleUp(Transaction tx) {
    var replicas = tx.get(newReplicas);
    tx.require(replicas < REPLICAS);
    tx.require(replicas + tx.get(oldReplicas) < REPLICAS + MAX_SURGE);
    tx.set(newReplicas, replicas + 1);
  }

  /// Takes one away as long as enough pods are available: here, those that are bound.
  private void scaleDown(Transaction tx, Informer<Pod> known) {
    var replicas = tx.get(oldReplicas);
    var available = bound(tx, known, NEW);
    tx.require(replicas > 0 && replicas + available > REPLICAS);
    tx.set(oldReplicas, replicas - 1);
  }

  /// How many pods are counted on a node: none that is to go.
  ///
  /// @param like count only pods of the same owner
  private static int on(State state, Source<Pod> known, Optional<Pod> like, int node) {
    return (int)
        IntStream.range(0, known.names())
            .mapToObj(name -> known.get(state, name))
            .flatMap(Optional::stream)
            .filter(pod -> pod.isOn(node) && pod.isActive())
            .filter(pod -> like.isEmpty() || isLike(pod, like.get()))
            .count();
  }

  private static boolean isLike(Pod pod, Pod other) {
    return pod.meta().owner().equals(other.meta().owner());
  }

  private static long bound(State state, Informer<Pod> known, Pod template) {
    return known.list(state).stream()
        .filter(pod -> pod.isActive() && pod.node().isPresent() && isLike(pod, template))
        .count();
  }

  private boolean isRolledOut(State state) {
    return isSettled(state, REPLICAS)
        && pods.list(state).stream().allMatch(pod -> isLike(pod, NEW));
  }
}
