package dev.plimsoll.network.proxy;

/// Whether the proxy saves space and time, at the cost of comments that nobody reads and of chains
/// of no use that stay for a while.
public enum LargeClusterMode {
  /// With more than 1,000 endpoints, as kube-proxy decides.
  BY_SIZE,
  /// In any cluster.
  ALWAYS,
  /// In none.
  NEVER;

  private static final int ENDPOINTS = 1_000;

  boolean isOn(int endpoints) {
    return switch (this) {
      case BY_SIZE -> endpoints > ENDPOINTS;
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }
}
