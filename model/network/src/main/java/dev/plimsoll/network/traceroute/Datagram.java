package dev.plimsoll.network.traceroute;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.conntrack.Tuple;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.topology.Mac;
import java.util.Optional;

/// A packet on its way.
///
/// @param packet its headers
/// @param length of the whole IP packet, in bytes
/// @param largest the length of the longest of the fragments that it is in now; as `length` where
///     it is in none
/// @param ttl how many routers may still send it on
/// @param dontFragment whether it must not be cut: DF, which TCP sets
/// @param content what it carries
record Datagram(
    Packet packet, int length, int largest, int ttl, boolean dontFragment, Content content) {

  /// With how much time to live hosts send: `net.ipv4.ip_default_ttl`.
  static final int FIRST_TTL = 64;

  private static final int IPV4_HEADER = 20;

  /// With that of fragments.
  private static final int IPV6_HEADER = 40 + 8;

  private static final int FRAGMENT_UNIT = 8;

  /// What a packet carries.
  sealed interface Content {

    /// Something for a socket.
    record Data() implements Content {}

    /// A frame of a tunnel.
    record Frame(int vni, Mac to, Datagram inner) implements Content {}

    /// That another packet was too long: ICMP.
    ///
    /// @param about that packet, as it was where it was too long
    /// @param mtu the longest that can go on
    record TooBig(Tuple about, int mtu) implements Content {}
  }

  /// One that a host sends, in one piece.
  static Datagram sent(Packet packet, int length, boolean dontFragment, Content content) {
    return new Datagram(packet, length, length, FIRST_TTL, dontFragment, content);
  }

  Tuple tuple() {
    return new Tuple(packet.protocol(), packet.source(), packet.destination());
  }

  Family family() {
    return packet.source().address().family();
  }

  Datagram from(Endpoint source, Endpoint destination) {
    var readdressed =
        new Packet(
            packet.protocol(),
            source,
            destination,
            packet.arrival(),
            packet.state(),
            0,
            0,
            packet.tcpFlags(),
            packet.icmpType(),
            packet.laterFragment(),
            Optional.empty());
    return new Datagram(readdressed, length, largest, ttl, dontFragment, content);
  }

  Datagram carrying(Content other) {
    return new Datagram(packet, length, largest, ttl, dontFragment, other);
  }

  Datagram aged() {
    return new Datagram(packet, length, largest, ttl - 1, dontFragment, content);
  }

  /// In one piece again.
  Datagram reassembled() {
    return new Datagram(packet, length, length, ttl, dontFragment, content);
  }

  /// In fragments that fit; each but the last carries a multiple of 8 bytes.
  Datagram fragmented(int mtu) {
    var header = header();
    var piece = (mtu - header) / FRAGMENT_UNIT * FRAGMENT_UNIT + header;
    return new Datagram(packet, length, piece, ttl, dontFragment, content);
  }

  /// How many fragments it is in.
  int pieces() {
    var header = header();
    return Math.ceilDiv(length - header, Math.max(1, largest - header));
  }

  private int header() {
    return family() == Family.IPV4 ? IPV4_HEADER : IPV6_HEADER;
  }
}
