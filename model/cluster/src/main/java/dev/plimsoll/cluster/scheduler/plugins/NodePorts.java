package dev.plimsoll.cluster.scheduler.plugins;

import dev.plimsoll.cluster.scheduler.framework.FilterPlugin;
import dev.plimsoll.cluster.scheduler.framework.NodeInfo;
import dev.plimsoll.cluster.scheduler.framework.PodInfo;
import dev.plimsoll.cluster.scheduler.framework.Snapshot;

/// No two pods of a node have the same port of it (`nodeports/node_ports.go`). Left out: addresses
/// and protocols of ports.
record NodePorts() implements FilterPlugin {

  @Override
  public boolean allows(Snapshot snapshot, PodInfo pod, NodeInfo node) {
    var wanted = pod.spec().hostPorts();
    return wanted.isEmpty()
        || snapshot.templates().stream()
            .filter(other -> node.pods().get(other.number()) > 0)
            .flatMap(other -> other.spec().hostPorts().stream())
            .noneMatch(wanted::contains);
  }
}
