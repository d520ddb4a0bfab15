package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.scheduler.framework.NodeInfo;
import dev.plimsoll.cluster.scheduler.framework.Snapshot;
import dev.plimsoll.cluster.scheduler.framework.Spread;
import dev.plimsoll.cluster.scheduler.plugins.DefaultProfile;
import dev.plimsoll.kubernetes.workload.DeschedulerPolicy;
import dev.plimsoll.kubernetes.workload.Taint;
import java.util.stream.IntStream;

/// Which pods a descheduler evicts.
///
/// Source: descheduler `pkg/framework/plugins/removeduplicates`,
/// `removepodsviolatingtopologyspreadconstraint`, `removepodsviolatingnodetaints`,
/// `pkg/descheduler/node/node.go` (`PodFitsAnyOtherNode`), v0.30. Left out: a run that evicts
/// several pods: each eviction is a run of its own.
record Descheduling(Inventory inventory, DeschedulerPolicy.Profile profile) {

  /// Whether a pod on a node is to be evicted.
  boolean wants(State state, int workload, int node) {
    var snapshot = inventory.snapshot(state);
    return (isDuplicate(snapshot, workload, node)
            || isSkewed(snapshot, workload, node)
            || isTainted(snapshot, workload, node))
        && (!profile.nodeFit() || fitsElsewhere(snapshot, workload, node));
  }

  /// More pods of an owner than an even spread has on a node.
  private boolean isDuplicate(Snapshot snapshot, int workload, int node) {
    if (!profile.enables(DeschedulerPolicy.REMOVE_DUPLICATES)) {
      return false;
    }
    var pod = inventory.templates().get(workload);
    var targets = snapshot.nodes().stream().filter(each -> pod.selects(each.node())).count();
    var all = snapshot.nodes().stream().mapToInt(each -> each.staying().get(workload)).sum();
    var here = snapshot.nodes().get(node).staying().get(workload);
    return targets > 1 && here > 1 && here > Math.ceilDiv(all, targets);
  }

  /// A domain with too many pods, for one that would fit into another.
  private boolean isSkewed(Snapshot snapshot, int workload, int node) {
    if (!profile.enables(DeschedulerPolicy.REMOVE_PODS_VIOLATING_TOPOLOGY_SPREAD_CONSTRAINT)) {
      return false;
    }
    var pod = inventory.templates().get(workload);
    return pod.spec().topologySpreadConstraints().stream()
        .filter(each -> profile.constraints().contains(each.whenUnsatisfiable()))
        .map(each -> Spread.of(snapshot, pod, each))
        .anyMatch(
            spread ->
                spread.isExceededAt(snapshot.nodes().get(node))
                    && isRoomBelow(snapshot, workload, node, spread));
  }

  private boolean isRoomBelow(Snapshot snapshot, int workload, int node, Spread spread) {
    var here = spread.count(snapshot.nodes().get(node));
    return snapshot.nodes().stream()
        .filter(other -> spread.count(other) < here)
        .anyMatch(other -> fits(snapshot, workload, other));
  }

  private boolean isTainted(Snapshot snapshot, int workload, int node) {
    return profile.enables(DeschedulerPolicy.REMOVE_PODS_VIOLATING_NODE_TAINTS)
        && snapshot.nodes().get(node).taints().stream()
            .filter(taint -> counts(taint.effect()))
            .anyMatch(
                taint ->
                    inventory.templates().get(workload).spec().tolerations().stream()
                        .noneMatch(each -> each.tolerates(taint)));
  }

  private boolean counts(Taint.Effect effect) {
    return effect == Taint.Effect.NO_SCHEDULE
        || (effect == Taint.Effect.PREFER_NO_SCHEDULE && profile.includePreferNoSchedule());
  }

  private boolean fitsElsewhere(Snapshot snapshot, int workload, int node) {
    return IntStream.range(0, snapshot.nodes().size())
        .filter(other -> other != node)
        .anyMatch(other -> fits(snapshot, workload, snapshot.nodes().get(other)));
  }

  private boolean fits(Snapshot snapshot, int workload, NodeInfo node) {
    return DefaultProfile.PROFILE.allows(snapshot, inventory.templates().get(workload), node);
  }
}
