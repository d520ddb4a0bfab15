package dev.plimsoll.kubernetes;

/// One of the two families of addresses, as in `spec.ipFamilies` of a Service.
public enum IpFamily {
  /// 32 bits.
  IPV4("IPv4", 32),
  /// 128 bits.
  IPV6("IPv6", 128);

  private final String text;
  private final int bits;

  IpFamily(String text, int bits) {
    this.text = text;
    this.bits = bits;
  }

  /// The width of an address in bits.
  public int bits() {
    return bits;
  }

  /// The API's spelling: `IPv4` or `IPv6`.
  @Override
  public String toString() {
    return text;
  }
}
