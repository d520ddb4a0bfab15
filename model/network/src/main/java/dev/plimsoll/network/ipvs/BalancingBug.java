package dev.plimsoll.network.ipvs;

/// A mistake to seed into how connections are spread.
public enum BalancingBug {
  /// As it should be.
  NONE,
  /// Round robin starts anew with each connection.
  FORGETS_PLACE,
  /// Connections are not counted.
  COUNTS_NOTHING,
  /// Drained servers get new connections.
  FEEDS_DRAINED,
  /// The template of a client is forgotten as soon as its connection is closed.
  FORGETS_CLIENT
}
