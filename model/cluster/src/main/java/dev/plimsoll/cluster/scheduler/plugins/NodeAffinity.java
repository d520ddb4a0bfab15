package dev.plimsoll.cluster.scheduler.plugins;

import dev.plimsoll.cluster.scheduler.framework.FilterPlugin;
import dev.plimsoll.cluster.scheduler.framework.NodeInfo;
import dev.plimsoll.cluster.scheduler.framework.PodInfo;
import dev.plimsoll.cluster.scheduler.framework.ScorePlugin;
import dev.plimsoll.cluster.scheduler.framework.Snapshot;
import java.util.List;

/// A pod runs on nodes that it selects, and best on those that it prefers
/// (`nodeaffinity/node_affinity.go`).
record NodeAffinity() implements FilterPlugin, ScorePlugin {

  @Override
  public boolean allows(Snapshot snapshot, PodInfo pod, NodeInfo node) {
    return pod.selects(node.node());
  }

  @Override
  public int weight() {
    return 2;
  }

  @Override
  public long[] scores(Snapshot snapshot, PodInfo pod, List<NodeInfo> nodes) {
    var preferred = pod.spec().nodeAffinity().preferred();
    var scores =
        nodes.stream()
            .mapToLong(
                node ->
                    preferred.stream()
                        .filter(
                            each ->
                                each.term().matches(node.name(), node.node().metadata().labels()))
                        .mapToLong(each -> each.weight())
                        .sum())
            .toArray();
    return ScorePlugin.normalized(scores, false);
  }
}
