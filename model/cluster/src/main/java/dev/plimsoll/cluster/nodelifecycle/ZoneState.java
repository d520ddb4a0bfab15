package dev.plimsoll.cluster.nodelifecycle;

/// How many nodes of a zone are lost, in clusters of at most 50 nodes: evictions stop where most
/// are. Where all of a zone are lost they go on, unless that is so in every zone.
///
/// Source: `pkg/controller/nodelifecycle/node_lifecycle_controller.go` (`ComputeZoneState`,
/// `handleDisruption`, `setLimiterInZone`), v1.30.
public enum ZoneState {
  /// Few are lost.
  NORMAL,
  /// More than two and most are.
  PARTIAL_DISRUPTION,
  /// All are.
  FULL_DISRUPTION;

  /// `--unhealthy-zone-threshold`, in percent.
  private static final int THRESHOLD = 55;

  /// The state of a zone.
  ///
  /// @param lost how many of its nodes are
  /// @param all how many it has
  public static ZoneState of(int lost, int all) {
    if (lost == all) {
      return FULL_DISRUPTION;
    }
    return lost > 2 && lost * 100 >= THRESHOLD * all ? PARTIAL_DISRUPTION : NORMAL;
  }
}
