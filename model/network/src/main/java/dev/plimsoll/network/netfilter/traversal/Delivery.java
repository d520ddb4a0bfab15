package dev.plimsoll.network.netfilter.traversal;

import java.util.Locale;

/// Where routing sends a packet.
public enum Delivery {
  /// Out by an interface.
  FORWARD,
  /// To the node itself.
  LOCAL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
