package dev.plimsoll.network.proxy.traffic;

/// A node as a load balancer sees it.
///
/// @param run how many probes in a row have said otherwise
record Target(Standing standing, int run) {

  /// Whether new connections are sent to it.
  enum Standing {
    /// They are not: it fails its health check.
    UNHEALTHY,
    /// They are.
    HEALTHY,
    /// They are not: it does not belong to the load balancer any more.
    REMOVED
  }

  static final Target UNHEALTHY = new Target(Standing.UNHEALTHY, 0);
  static final Target REMOVED = new Target(Standing.REMOVED, 0);

  boolean isHealthy() {
    return standing == Standing.HEALTHY;
  }

  boolean isRemoved() {
    return standing == Standing.REMOVED;
  }

  /// What it is after a probe that has said what it did not expect, or did.
  ///
  /// @param threshold how many in a row it takes to change its standing
  Target probed(boolean passes, int threshold) {
    if (passes == isHealthy()) {
      return new Target(standing, 0);
    }
    return run + 1 < threshold
        ? new Target(standing, run + 1)
        : new Target(passes ? Standing.HEALTHY : Standing.UNHEALTHY, 0);
  }
}
