package dev.plimsoll.network.traceroute;

import java.util.Locale;

/// Which of a cluster's networks a hop is of.
public enum Layer {
  /// How what is outside gets in: clients, routers, load balancers, ports of nodes that lead to
  /// pods.
  EXTERNAL,
  /// The network that joins the nodes.
  NODE,
  /// The network that joins the pods.
  POD,
  /// The addresses of Services, which no host has.
  SERVICE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
