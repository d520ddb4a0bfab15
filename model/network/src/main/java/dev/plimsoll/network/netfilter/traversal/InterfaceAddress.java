package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;

/// An address of the node: `192.168.0.2/24@eth0`.
public record InterfaceAddress(Address address, Prefix network, String on) {

  /// Reads `ADDRESS/LENGTH@INTERFACE`; without a length, the address alone is on the link.
  public static InterfaceAddress parse(String text) {
    int at = text.indexOf('@');
    if (at <= 0 || at == text.length() - 1) {
      throw new IllegalArgumentException(
          "\"" + text + "\": expected ADDRESS/LENGTH@INTERFACE, such as 192.168.0.2/24@eth0");
    }
    String address = text.substring(0, at);
    Prefix network = Prefix.parseMasked(address);
    if (network.length() < 0) {
      throw new IllegalArgumentException("\"" + text + "\": expected a mask without holes");
    }
    int slash = address.indexOf('/');
    return new InterfaceAddress(
        Address.parse(slash < 0 ? address : address.substring(0, slash)),
        network,
        text.substring(at + 1));
  }

  /// How many leading bits an IPv6 address has in common with this one: at most those of the
  /// network.
  int commonBits(Address other) {
    int high = Long.numberOfLeadingZeros(address.high() ^ other.high());
    int low = Long.numberOfLeadingZeros(address.low() ^ other.low());
    return Math.min(network.length(), high < Long.SIZE ? high : Long.SIZE + low);
  }

  /// Whether an address is the broadcast address of this network.
  boolean isBroadcast(Address other) {
    return address.family() == Family.IPV4
        && (other.low() | network.mask().low()) == 0xffffffffL
        && network.contains(other)
        && network.length() < 31;
  }
}
