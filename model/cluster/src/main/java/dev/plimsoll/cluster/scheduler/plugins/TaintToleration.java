package dev.plimsoll.cluster.scheduler.plugins;

import dev.plimsoll.cluster.scheduler.framework.FilterPlugin;
import dev.plimsoll.cluster.scheduler.framework.NodeInfo;
import dev.plimsoll.cluster.scheduler.framework.PodInfo;
import dev.plimsoll.cluster.scheduler.framework.ScorePlugin;
import dev.plimsoll.cluster.scheduler.framework.Snapshot;
import dev.plimsoll.kubernetes.workload.Taint;
import java.util.List;

/// A pod runs where it tolerates the taints, and best where there are few that it would rather do
/// without (`tainttoleration/taint_toleration.go`). A node that is unschedulable has a taint
/// (`nodeunschedulable`).
record TaintToleration() implements FilterPlugin, ScorePlugin {

  @Override
  public boolean allows(Snapshot snapshot, PodInfo pod, NodeInfo node) {
    return node.taints().stream()
        .filter(taint -> taint.effect() != Taint.Effect.PREFER_NO_SCHEDULE)
        .allMatch(taint -> tolerates(pod, taint));
  }

  private static boolean tolerates(PodInfo pod, Taint taint) {
    return pod.spec().tolerations().stream().anyMatch(each -> each.tolerates(taint));
  }

  @Override
  public int weight() {
    return 3;
  }

  @Override
  public long[] scores(Snapshot snapshot, PodInfo pod, List<NodeInfo> nodes) {
    var scores =
        nodes.stream()
            .mapToLong(
                node ->
                    node.taints().stream()
                        .filter(taint -> taint.effect() == Taint.Effect.PREFER_NO_SCHEDULE)
                        .filter(taint -> !tolerates(pod, taint))
                        .count())
            .toArray();
    return ScorePlugin.normalized(scores, true);
  }
}
