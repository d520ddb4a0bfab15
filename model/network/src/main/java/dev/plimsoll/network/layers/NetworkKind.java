package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.address.Family;

/// How packets get from the pods of one node to those of another.
public enum NetworkKind {
  /// In a tunnel between the nodes: flannel's `vxlan`.
  VXLAN,
  /// By routes to the other nodes: flannel's `host-gw`.
  ROUTED;

  /// What is added to the length of a packet on its way, in bytes: Ethernet, VXLAN, UDP and IP.
  public int overhead(Family underlay) {
    return switch (this) {
      case ROUTED -> 0;
      case VXLAN -> underlay == Family.IPV4 ? 50 : 70;
    };
  }
}
