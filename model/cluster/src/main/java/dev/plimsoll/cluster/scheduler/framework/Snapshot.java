package dev.plimsoll.cluster.scheduler.framework;

import java.util.List;

/// What the scheduler knows when it looks for a node (`Snapshot`).
///
/// @param nodes by number
/// @param templates of all pods, by number
public record Snapshot(List<NodeInfo> nodes, List<PodInfo> templates) {

  public Snapshot {
    nodes = List.copyOf(nodes);
    templates = List.copyOf(templates);
  }
}
