package dev.plimsoll.kubernetes;

/// A block of addresses, `10.244.0.0/16` or `fd00:10::/56`.
///
/// @param network the lowest address of the block; host bits are cleared
/// @param length how many leading bits an address shares with it, 0 to the width of the family
public record Cidr(IpAddress network, int length) {

  /// Clears host bits, so that `10.0.0.7/8` and `10.0.0.0/8` are the same block.
  public Cidr {
    var bits = network.family().bits();
    if (length < 0 || length > bits) {
      throw new IllegalArgumentException(
          "expected a prefix length of 0 to %d, found %d".formatted(bits, length));
    }
    network = masked(network, length);
  }

  /// Reads `ADDRESS/LENGTH`.
  ///
  /// @throws IllegalArgumentException where the text is not of that form
  public static Cidr parse(String text) {
    var slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException(
          "expected a CIDR block such as 10.0.0.0/8 or fd00::/64, found \"" + text + "\"");
    }
    return new Cidr(
        IpAddress.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  /// The family of the block's addresses.
  public IpFamily family() {
    return network.family();
  }

  /// Whether the address is of this family and in this block.
  public boolean contains(IpAddress address) {
    return address.family() == family() && masked(address, length).equals(network);
  }

  private static IpAddress masked(IpAddress address, int length) {
    return switch (address.family()) {
      case IPV4 -> new IpAddress(IpFamily.IPV4, 0, address.low() & mask(length + 32));
      case IPV6 ->
          new IpAddress(
              IpFamily.IPV6,
              address.high() & mask(Math.min(length, 64)),
              address.low() & mask(Math.max(length - 64, 0)));
    };
  }

  /// The uppermost `bits` of 64.
  private static long mask(int bits) {
    return bits == 0 ? 0 : -1L << (64 - bits);
  }

  @Override
  public String toString() {
    return network + "/" + length;
  }
}
