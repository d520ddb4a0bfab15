package dev.plimsoll.network.routes;

import java.util.Locale;

/// Where a packet to a Service comes from.
public enum Vantage {
  /// A pod on this node.
  POD,
  /// The node itself: a process of the host network.
  NODE,
  /// Elsewhere: another node, a pod of another node, a client of the load balancer.
  OUTSIDE;

  /// `pod`, `node`, `outside`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
