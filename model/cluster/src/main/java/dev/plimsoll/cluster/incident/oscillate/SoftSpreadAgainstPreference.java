package dev.plimsoll.cluster.incident.oscillate;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Source;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.scheduler.TopologySpread;
import dev.plimsoll.cluster.workload.WorkloadModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Pods should be spread over nodes (`ScheduleAnyway`), and prefer one node, which weighs more: a
/// descheduler that heeds the former evicts them, and a scheduler that heeds the latter binds them
/// to where they were. Over zones they must be spread, and a node has just joined the other zone.
///
/// Source: descheduler
/// `pkg/framework/plugins/removepodsviolatingtopologyspreadconstraint/topologyspreadconstraint.go`
/// (`balanceDomains`), v0.27.
final class SoftSpreadAgainstPreference extends WorkloadModel {

  private static final int REPLICAS = 3;
  private static final int PREFERRED = 0;
  private static final int JOINED = 2;
  private static final List<Integer> NODES = List.of(PREFERRED, 1, JOINED);

  /// What the preference weighs; a pod that is there already weighs 1 against a node.
  private static final int WEIGHT = 10;

  private static final TopologySpread ZONES =
      new TopologySpread(List.of(List.of(PREFERRED, 1), List.of(JOINED)), 1);
  private static final TopologySpread HOSTS =
      new TopologySpread(List.of(List.of(PREFERRED), List.of(1), List.of(JOINED)), 1);

  /// @param fixed whether the descheduler leaves soft constraints alone
  SoftSpreadAgainstPreference(boolean fixed) {
    super(1, List.of(onPreferred(), onPreferred(), onPreferred(), Optional.empty()));
    declareReplicaSet(s -> REPLICAS, Pod.NEW);
    declareScheduler(
        NODES,
        known -> (s, pod, node) -> ZONES.allows(at -> active(s, known, at), node),
        known -> (s, pod, node) -> (node == PREFERRED ? WEIGHT : 0) - active(s, known, node));
    declareKubelets();
    step(
        component("descheduler"),
        "evict a pod",
        tx -> evict(tx, fixed ? List.of(ZONES) : List.of(ZONES, HOSTS)));

    eventuallyAlways("in the end nobody moves pods any more", s -> isSettled(s, REPLICAS));
    sometimes(
        "a pod has moved to the node that has joined",
        s -> isSettled(s, REPLICAS) && active(s, pods, JOINED) == 1);
  }

  private static Optional<Pod> onPreferred() {
    return Optional.of(Pod.NEW.boundTo(PREFERRED));
  }

  /// Evicts the first pod of a domain that has too many; each run of the descheduler lists anew. A
  /// PodDisruptionBudget allows one pod to be unavailable at a time.
  private void evict(Transaction tx, List<TopologySpread> constraints) {
    tx.require(NODES.stream().mapToInt(node -> active(tx, pods, node)).sum() == REPLICAS);
    var first =
        names.stream()
            .filter(name -> pods.is(tx, name, pod -> pod.isActive() && pod.node().isPresent()))
            .filter(
                name -> {
                  int node = pods.get(tx, name).flatMap(Pod::node).orElseThrow();
                  return constraints.stream()
                      .anyMatch(each -> each.isViolatedAt(at -> active(tx, pods, at), node));
                })
            .findFirst();
    tx.require(first.isPresent());
    pods.delete(tx, first.get());
  }

  /// How many pods are on a node, without those that are to go.
  private static int active(State state, Source<Pod> known, int node) {
    return (int)
        IntStream.range(0, known.names())
            .mapToObj(name -> known.get(state, name))
            .flatMap(Optional::stream)
            .filter(pod -> pod.isOn(node) && pod.isActive())
            .count();
  }
}
