package dev.plimsoll.kubernetes.address;

import dev.plimsoll.checker.value.Word;

/// A block of addresses, `10.244.0.0/16` or `fd00:10::/56`: an address under a mask.
///
/// The mask of a CIDR block is a run of leading ones; iptables also takes masks with holes
/// (`10.0.0.1/255.0.0.255`). Bits outside the mask are cleared, so that `10.0.0.7/8` and
/// `10.0.0.0/8` are the same block.
///
/// @param address the lowest address of the block
/// @param mask which bits every address of the block shares with it
public record Prefix(Address address, Address mask) implements Word {

  /// Clears the bits outside the mask; refuses a mask of the other family.
  public Prefix {
    if (address.family() != mask.family()) {
      throw new IllegalArgumentException(
          "mask " + mask + " does not fit the address " + address + ": expected the same family");
    }
    address = address.and(mask);
  }

  /// The block of all addresses that share the leading `length` bits of an address.
  public static Prefix of(Address address, int length) {
    return new Prefix(address, Address.mask(address.family(), length));
  }

  /// Reads a CIDR block: `ADDRESS/LENGTH`.
  ///
  /// @throws IllegalArgumentException where the text is not of that form
  public static Prefix parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a CIDR block: expected one such as 10.0.0.0/8 or fd00::/64");
    }
    Address address = Address.parse(text.substring(0, slash));
    return of(address, length(text.substring(slash + 1), address.family()));
  }

  /// Reads what iptables takes for `-s` and `-d`: `ADDRESS`, `ADDRESS/LENGTH` or `ADDRESS/MASK`.
  ///
  /// @throws IllegalArgumentException where the text is of none of these forms
  public static Prefix parseMasked(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      Address address = Address.parse(text);
      return of(address, address.family().bits());
    }
    String mask = text.substring(slash + 1);
    return mask.indexOf('.') >= 0 || mask.indexOf(':') >= 0
        ? new Prefix(Address.parse(text.substring(0, slash)), Address.parse(mask))
        : parse(text);
  }

  /// Reads a prefix length of an address of the family.
  private static int length(String text, Family family) {
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

  /// The family of the block's addresses.
  public Family family() {
    return address.family();
  }

  /// Whether the address is of this family and in this block.
  public boolean contains(Address other) {
    return other.family() == family()
        && (other.low() & mask.low()) == address.low()
        && (other.high() & mask.high()) == address.high();
  }

  /// As [Address#unmapped()]: a block inside `::ffff:0:0/96` is the block of IPv4 addresses.
  public Prefix unmapped() {
    Address inner = address.unmapped();
    return inner.equals(address) || length() < 96 ? this : of(inner, length() - 96);
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
