package dev.plimsoll.network.netfilter.transport;

import dev.plimsoll.checker.value.Word;
import dev.plimsoll.kubernetes.address.Address;
import org.jspecify.annotations.Nullable;

/// An address and a port.
///
/// @param port 0 to 65535, or [#NO_PORT] for a protocol without ports
public record Endpoint(Address address, int port) implements Word {

  /// The port of a packet whose protocol has none.
  public static final int NO_PORT = -1;

  public Endpoint {
    if (port < NO_PORT || port > 65535) {
      throw new IllegalArgumentException("port " + port + ": expected 0 to 65535");
    }
  }

  /// Reads `10.0.0.1:80`, `[fd00::1]:80`, and without a port `10.0.0.1`, `fd00::1`, `[fd00::1]`.
  public static Endpoint parse(String text) {
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      if (close < 0 || (close + 1 < text.length() && text.charAt(close + 1) != ':')) {
        throw new IllegalArgumentException(
            "\"" + text + "\": expected an IPv6 address and a port such as [fd00::1]:80");
      }
      Address address = Address.parse(text.substring(1, close));
      boolean portless = close + 1 == text.length();
      return new Endpoint(address, portless ? NO_PORT : PortRange.port(text.substring(close + 2)));
    }
    int colon = text.indexOf(':');
    if (colon < 0 || colon != text.lastIndexOf(':')) {
      return new Endpoint(Address.parse(text), NO_PORT);
    }
    return new Endpoint(
        Address.parse(text.substring(0, colon)), PortRange.port(text.substring(colon + 1)));
  }

  public boolean hasPort() {
    return port != NO_PORT;
  }

  public Endpoint withAddress(Address changed) {
    return new Endpoint(changed, port);
  }

  public Endpoint withPort(int changed) {
    return new Endpoint(address, changed);
  }

  /// As a record's, but quick from the first call on; see [Address#equals].
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Endpoint(var itsAddress, int itsPort)
            && port == itsPort
            && address.equals(itsAddress));
  }

  @Override
  public int hashCode() {
    return 31 * address.hashCode() + port;
  }

  @Override
  public String toString() {
    return hasPort() ? address.withPort(port) : address.toString();
  }
}
