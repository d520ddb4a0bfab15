package dev.plimsoll.cluster.manifest;

/// How large a cluster is checked.
///
/// @param nodes at most as many
/// @param replicas at most as many pods of a workload
public record Scale(int nodes, int replicas) {

  public Scale {
    if (nodes < 1 || replicas < 1) {
      throw new IllegalArgumentException("expected at least one node and one replica");
    }
  }
}
