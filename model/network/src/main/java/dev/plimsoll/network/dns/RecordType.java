package dev.plimsoll.network.dns;

import dev.plimsoll.kubernetes.address.Family;

/// What is asked for of a name.
public enum RecordType {
  /// IPv4 addresses.
  A,
  /// IPv6 addresses.
  AAAA,
  /// The name that it is an alias of.
  CNAME,
  /// The name of an address.
  PTR,
  /// Ports, and names of who is there (RFC 2782).
  SRV,
  /// Text.
  TXT;

  /// For addresses of a family.
  static RecordType of(Family family) {
    return switch (family) {
      case IPV4 -> A;
      case IPV6 -> AAAA;
    };
  }
}
