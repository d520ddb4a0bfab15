package dev.plimsoll.kubernetes.address;

/// One of the two internet protocols, as in `spec.ipFamilies` of a Service.
public enum Family {
  /// 32 bits.
  IPV4("IPv4", 32),
  /// 128 bits.
  IPV6("IPv6", 128);

  private final String text;
  private final int bits;

  Family(String text, int bits) {
    this.text = text;
    this.bits = bits;
  }

  /// The width of an address in bits: 32 or 128.
  public int bits() {
    return bits;
  }

  /// The API's spelling: `IPv4` or `IPv6`.
  @Override
  public String toString() {
    return text;
  }
}
