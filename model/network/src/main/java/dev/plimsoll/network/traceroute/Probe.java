package dev.plimsoll.network.traceroute;

import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;

/// A first packet to send.
///
/// @param from the namespace of its sender
/// @param length of the IP packet, in bytes; answers are as long
public record Probe(String from, IpProtocol protocol, Endpoint to, int length) {

  /// The length of a SYN of Linux with its options.
  public static final int SYN = 60;

  /// Refuses what is no packet.
  public Probe {
    if (length < SYN || length > 65_535) {
      throw new IllegalArgumentException(
          "expected a length of %d to 65535 bytes, found %d".formatted(SYN, length));
    }
  }

  /// Whether its packets must not be cut: Linux discovers the MTU of a path for TCP.
  boolean dontFragment() {
    return protocol.equals(IpProtocol.TCP);
  }

  Probe withLength(int other) {
    return new Probe(from, protocol, to, other);
  }
}
