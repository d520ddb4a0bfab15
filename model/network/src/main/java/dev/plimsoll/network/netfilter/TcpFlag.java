package dev.plimsoll.network.netfilter;

/// The flags of a TCP header that `--tcp-flags` can name, in the order of iptables-save.
public enum TcpFlag {
  FIN(0x01),
  SYN(0x02),
  RST(0x04),
  PSH(0x08),
  ACK(0x10),
  URG(0x20);

  private final int bit;

  TcpFlag(int bit) {
    this.bit = bit;
  }

  /// Its bit in the header's byte of flags (RFC 9293, section 3.1).
  public int bit() {
    return bit;
  }
}
