package dev.plimsoll.network.proxy.traffic;

/// Where clients enter a Service.
public enum Entrance {
  /// A pod of a node, at the cluster IP.
  CLUSTER_IP,
  /// A client outside, at the node port of any node.
  NODE_PORT,
  /// A client outside, at a load balancer that sends to nodes with endpoints of their own:
  /// `externalTrafficPolicy: Local`.
  LOCAL
}
