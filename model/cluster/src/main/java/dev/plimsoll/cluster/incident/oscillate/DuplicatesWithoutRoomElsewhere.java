package dev.plimsoll.cluster.incident.oscillate;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.workload.WorkloadModel;
import java.util.List;

/// A descheduler evicts one of two pods of a ReplicaSet that share a node (`RemoveDuplicates`), but
/// the other node is full: the pod that comes after it is bound to where it was, and evicted again.
///
/// Source: descheduler `pkg/framework/plugins/removeduplicates/removeduplicates.go`, v0.27.
final class DuplicatesWithoutRoomElsewhere extends WorkloadModel {

  private static final int REPLICAS = 2;
  private static final int LARGE = 0;
  private static final int SMALL = 1;
  private static final List<Integer> NODES = List.of(LARGE, SMALL);

  /// How many pods of the small node's only one belong to somebody else.
  private final Cell<Integer> others = cell("pods of others on node 1", 0);

  private final boolean nodeFit;

  /// @param fixed whether only pods are evicted that fit on another node (`nodeFit`)
  DuplicatesWithoutRoomElsewhere(boolean fixed) {
    super(1, REPLICAS + 1);
    nodeFit = fixed;
    declareReplicaSet(s -> REPLICAS, Pod.NEW);
    declareScheduler(
        NODES,
        known -> (s, pod, node) -> count(s, known, node) < room(s.get(others), node),
        known -> (s, pod, node) -> -count(s, known, node));
    declareKubelets();
    var descheduler = component("descheduler");
    step(descheduler, "evict a duplicate", names, this::evict);
    event("a pod of somebody else takes node 1", 1, this::take);
    event("the pod of somebody else ends", 1, tx -> tx.require(others, 1).set(others, 0));

    eventuallyAlways("in the end nobody moves pods any more", s -> isSettled(s, REPLICAS));
    sometimes(
        "a duplicate has moved to the other node",
        s ->
            isSettled(s, REPLICAS)
                && pods.list(s).stream().anyMatch(pod -> pod.isOn(SMALL) && pod.meta().uid() > 2));
  }

  private void take(Transaction tx) {
    tx.require(others, 0).require(count(tx, pods, SMALL) == 0).set(others, 1);
  }

  /// How many pods of the ReplicaSet a node has room for.
  private static int room(int others, int node) {
    return node == LARGE ? REPLICAS + 1 : 1 - others;
  }

  /// Evicts a pod if its node has more of the ReplicaSet than the average, rounded up; each run of
  /// the descheduler lists anew.
  private void evict(Transaction tx, int name) {
    var pod = pods.get(tx, name);
    tx.require(pod.isPresent() && pod.get().node().isPresent() && pod.get().isActive());
    var node = pod.get().node().get();
    var bound = NODES.stream().mapToLong(each -> active(tx, each)).sum();
    var average = Math.ceilDiv(bound, NODES.size());
    tx.require(active(tx, node) > average);
    tx.require(!nodeFit || NODES.stream().anyMatch(to -> !to.equals(node) && fits(tx, to)));
    pods.delete(tx, name);
  }

  private long active(Transaction tx, int node) {
    return pods.list(tx).stream().filter(pod -> pod.isOn(node) && pod.isActive()).count();
  }

  private boolean fits(Transaction tx, int node) {
    return count(tx, pods, node) < room(tx.get(others), node);
  }
}
