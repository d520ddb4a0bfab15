package dev.plimsoll.network.netfilter.address;

/// An address under a mask: what `-s`, `-d` and routes compare with.
///
/// The mask is usually a run of leading ones; iptables also takes masks with holes
/// (`10.0.0.1/255.0.0.255`). Bits outside the mask are cleared, as iptables does.
public record Prefix(Address address, Address mask) {

  public Prefix {
    if (address.family() != mask.family()) {
      throw new IllegalArgumentException(
          "mask " + mask + " does not fit the address " + address + ": expected the same family");
    }
    address = address.and(mask);
  }

  /// The prefix of the given length around an address.
  public static Prefix of(Address address, int length) {
    return new Prefix(address, Address.mask(address.family(), length));
  }

  /// Reads `ADDRESS`, `ADDRESS/LENGTH` or `ADDRESS/MASK`.
  public static Prefix parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      Address address = Address.parse(text);
      return of(address, address.family().bits());
    }
    Address address = Address.parse(text.substring(0, slash));
    String mask = text.substring(slash + 1);
    if (mask.indexOf('.') >= 0 || mask.indexOf(':') >= 0) {
      return new Prefix(address, Address.parse(mask));
    }
    return of(address, length(mask, address.family()));
  }

  /// Reads a prefix length of an address of the family.
  static int length(String text, Family family) {
    boolean digits = !text.isEmpty() && text.length() <= 3;
    for (int i = 0; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits || Integer.parseInt(text) > family.bits()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a prefix length: expected 0 to " + family.bits());
    }
    return Integer.parseInt(text);
  }

  public Family family() {
    return address.family();
  }

  public boolean contains(Address other) {
    return other.family() == family() && other.and(mask).equals(address);
  }

  /// The number of leading ones of the mask, or -1 if the mask has holes.
  public int length() {
    int ones = Long.bitCount(mask.high()) + Long.bitCount(mask.low());
    return Address.mask(family(), ones).equals(mask) ? ones : -1;
  }

  /// As iptables-save prints it: `10.0.0.0/8`, or with the mask spelled out if it has holes.
  @Override
  public String toString() {
    return address + "/" + (length() < 0 ? mask.toString() : Integer.toString(length()));
  }
}
