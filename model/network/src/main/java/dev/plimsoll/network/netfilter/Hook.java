package dev.plimsoll.network.netfilter;

/// The five points at which the kernel hands a packet to netfilter.
public enum Hook {
  /// Every packet that arrives, before it is routed.
  PREROUTING,
  /// A packet for the host itself.
  INPUT,
  /// A packet that passes through.
  FORWARD,
  /// A packet that the host itself made.
  OUTPUT,
  /// Every packet that leaves, after it is routed.
  POSTROUTING;

  /// Whether rules see the Ethernet frame in which a packet came. In POSTROUTING, sets with MAC
  /// addresses do so only if it leaves by Ethernet (Linux 6.18), which is not known here.
  public boolean seesFrames() {
    return this != POSTROUTING;
  }
}
