package dev.plimsoll.network.netfilter;

/// Which end of a packet is compared.
public enum Side {
  SOURCE,
  DESTINATION,
  /// Either of them.
  EITHER
}
