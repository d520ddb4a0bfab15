package dev.plimsoll.cluster.scheduler.plugins;

import dev.plimsoll.cluster.scheduler.framework.FilterPlugin;
import dev.plimsoll.cluster.scheduler.framework.NodeInfo;
import dev.plimsoll.cluster.scheduler.framework.PodInfo;
import dev.plimsoll.cluster.scheduler.framework.Snapshot;

/// A pod that names its node runs nowhere else (`nodename/node_name.go`).
record NodeName() implements FilterPlugin {

  @Override
  public boolean allows(Snapshot snapshot, PodInfo pod, NodeInfo node) {
    return pod.spec().nodeName().map(node.name()::equals).orElse(true);
  }
}
