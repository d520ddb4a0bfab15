package dev.plimsoll.network.netfilter.address;

/// The two internet protocols, with the width of their addresses in bits.
public enum Family {
  IPV4(32),
  IPV6(128);

  private final int bits;

  Family(int bits) {
    this.bits = bits;
  }

  /// The width of an address: 32 or 128.
  public int bits() {
    return bits;
  }
}
