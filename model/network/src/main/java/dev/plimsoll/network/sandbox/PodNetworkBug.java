package dev.plimsoll.network.sandbox;

/// A mistake to seed into the pod network.
public enum PodNetworkBug {
  /// As it should be.
  NONE,
  /// Pods get the MTU of the nodes' cards, whatever the tunnel adds.
  FORGETS_OVERHEAD,
  /// A firewall of the nodes drops the errors that say that a packet is too long.
  ICMP_BLOCKED,
  /// A node is not told of others that join again.
  NO_ROUTE,
  /// Of a node that joins again, others keep the hardware address that its tunnel had before.
  STALE_VTEP,
  /// A new sandbox does not announce its address, so that its node may know another's hardware
  /// address for it.
  STALE_NEIGHBOUR,
  /// What leaves a node for pods of another gets the node's address as its source.
  MASQUERADES_PODS,
  /// Ports of the bridges are not in hairpin mode.
  NO_HAIRPIN,
  /// When a sandbox ends, the port of the node that leads to it stays.
  KEEPS_HOST_PORT,
  /// When an application's container ends, its pause container does too.
  RESTARTS_SANDBOX
}
