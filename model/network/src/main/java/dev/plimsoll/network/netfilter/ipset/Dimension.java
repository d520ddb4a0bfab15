package dev.plimsoll.network.netfilter.ipset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What one part of an entry is about.
enum Dimension {
  /// An address, under the set's netmask.
  IP,
  /// A block of addresses.
  NET,
  /// A protocol and a port, or type and code.
  PORT,
  /// A port of TCP or UDP.
  PLAIN_PORT,
  /// An interface.
  IFACE,
  /// A mark, under the set's mask.
  MARK,
  /// The other end of an Ethernet frame.
  MAC;

  /// The parts of the entries of a type, `hash:ip,port`; nothing if one of them is not known here.
  static Optional<List<Dimension>> of(String type) {
    if (type.equals("bitmap:port")) {
      return Optional.of(List.of(PLAIN_PORT));
    }
    if (!type.startsWith("hash:") && !type.startsWith("bitmap:")) {
      return Optional.empty();
    }
    var names = List.of(type.substring(type.indexOf(':') + 1).split(",", -1));
    var known =
        names.stream()
            .flatMap(
                name ->
                    Arrays.stream(values())
                        .filter(each -> each != PLAIN_PORT)
                        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name)))
            .toList();
    return known.size() == names.size() ? Optional.of(known) : Optional.empty();
  }
}
