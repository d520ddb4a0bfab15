package dev.plimsoll.network.netfilter.traversal;

/// What the lists of `-m recent` hold when the packet comes.
public enum History {
  /// Nothing is known: a rule that asks is assumed to go both ways.
  UNKNOWN,
  /// The lists are empty, as for the first packet of a client.
  NONE
}
