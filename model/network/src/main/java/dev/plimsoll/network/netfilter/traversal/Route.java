package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Prefix;

/// A route of the node: `10.244.2.0/24@eth0`; `0.0.0.0/0@eth0` is the default route.
public record Route(Prefix to, String by) {

  /// Reads `CIDR@INTERFACE`.
  public static Route parse(String text) {
    int at = text.indexOf('@');
    if (at <= 0 || at == text.length() - 1) {
      throw new IllegalArgumentException(
          "\"" + text + "\": expected CIDR@INTERFACE, such as 10.244.2.0/24@eth0");
    }
    Prefix to = Prefix.parseMasked(text.substring(0, at));
    if (to.length() < 0) {
      throw new IllegalArgumentException("\"" + text + "\": expected a mask without holes");
    }
    return new Route(to, text.substring(at + 1));
  }
}
