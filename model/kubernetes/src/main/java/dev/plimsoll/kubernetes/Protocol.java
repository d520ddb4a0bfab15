package dev.plimsoll.kubernetes;

import java.util.Locale;

/// The transport of a port: core/v1 `Protocol`.
public enum Protocol {
  /// Transmission Control Protocol.
  TCP,
  /// User Datagram Protocol.
  UDP,
  /// Stream Control Transmission Protocol.
  SCTP;

  /// The name as iptables spells it: `tcp`, `udp`, `sctp`.
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
