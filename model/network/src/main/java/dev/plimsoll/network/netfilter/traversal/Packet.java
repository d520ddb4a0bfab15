package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A packet as netfilter first sees it.
///
/// @param state what connection tracking says; without more said, the first packet of a connection
/// @param mark the packet's mark
/// @param connectionMark the mark of the connection it belongs to
/// @param tcpFlags the flags set, if it is TCP
/// @param icmpType type and code in one number, `type * 256 + code`, if it is ICMP
/// @param laterFragment whether it is a fragment other than the first, which shows no ports; its
///     ends have those of the whole packet all the same
/// @param mac the source of the Ethernet frame in which it came; empty: not known
public record Packet(
    IpProtocol protocol,
    Endpoint source,
    Endpoint destination,
    Arrival arrival,
    ConnectionState state,
    int mark,
    int connectionMark,
    Set<TcpFlag> tcpFlags,
    int icmpType,
    boolean laterFragment,
    Optional<MacAddress> mac) {

  private static final int ECHO_REQUEST = 8 << 8;
  private static final int ECHO_REQUEST_V6 = 128 << 8;

  public Packet {
    tcpFlags = Set.copyOf(tcpFlags);
    if (source.address().family() != destination.address().family()) {
      throw new IllegalArgumentException(
          "from " + source + " to " + destination + ": expected two IPv4 or two IPv6 addresses");
    }
    if (protocol.hasPorts() != (source.hasPort() && destination.hasPort())
        || source.hasPort() != destination.hasPort()) {
      throw new IllegalArgumentException(
          protocol
              + " from "
              + source
              + " to "
              + destination
              + ": expected "
              + (protocol.hasPorts() ? "two ports" : "no ports"));
    }
    if (state == ConnectionState.SNAT || state == ConnectionState.DNAT) {
      throw new IllegalArgumentException(
          state
              + " is not the state of a packet: expected NEW, ESTABLISHED, RELATED, INVALID or"
              + " UNTRACKED");
    }
  }

  /// The first packet of a connection: a SYN, an echo request, or just the first datagram.
  public static Packet first(
      IpProtocol protocol, Endpoint source, Endpoint destination, Arrival arrival) {
    boolean v6 = source.address().family() == Family.IPV6;
    return new Packet(
        protocol,
        source,
        destination,
        arrival,
        ConnectionState.NEW,
        0,
        0,
        Set.of(TcpFlag.SYN),
        v6 ? ECHO_REQUEST_V6 : ECHO_REQUEST,
        false,
        Optional.empty());
  }

  /// Reads `PROTOCOL SOURCE -> DESTINATION`, as in `tcp 10.244.1.5:40000 -> 10.96.0.10:443`; IPv6
  /// addresses in brackets.
  ///
  /// @throws IllegalArgumentException saying what was found and what was expected
  public static Packet parse(String flow) {
    String[] words = flow.strip().split("\\s+", -1);
    if (words.length != 4 || !words[2].equals("->")) {
      throw new IllegalArgumentException(
          "\""
              + flow
              + "\": expected PROTOCOL SOURCE:PORT -> DESTINATION:PORT, such as"
              + " tcp 10.244.1.5:40000 -> 10.96.0.10:443");
    }
    return first(
        IpProtocol.parse(words[0]),
        Endpoint.parse(words[1]),
        Endpoint.parse(words[3]),
        new Arrival.Received(Optional.empty()));
  }

  /// The same packet, arriving otherwise.
  public Packet arriving(Arrival by) {
    return but(draft -> draft.arrival = by);
  }

  /// The same packet from another address.
  public Packet withSource(Address other) {
    return but(draft -> draft.source = source.withAddress(other));
  }

  /// Whether another packet is the same but for the address that it comes from.
  boolean differsInSourceAlone(Packet other) {
    return destination.equals(other.destination)
        && arrival.equals(other.arrival)
        && source.port() == other.source.port()
        && protocol.equals(other.protocol)
        && state == other.state
        && mark == other.mark
        && connectionMark == other.connectionMark
        && icmpType == other.icmpType
        && laterFragment == other.laterFragment
        && tcpFlags.equals(other.tcpFlags)
        && mac.equals(other.mac);
  }

  /// The same packet in another state of its connection.
  public Packet in(ConnectionState other) {
    return but(draft -> draft.state = other);
  }

  /// The same packet with other flags in its TCP header.
  public Packet withFlags(Set<TcpFlag> others) {
    return but(draft -> draft.tcpFlags = others);
  }

  /// The same packet with another mark.
  public Packet marked(int other) {
    return but(draft -> draft.mark = other);
  }

  /// The same packet from another Ethernet interface, or [MacAddress#NONE].
  public Packet from(MacAddress other) {
    return but(draft -> draft.mac = Optional.of(other));
  }

  /// The packet that this is a fragment of, or itself.
  public Packet whole() {
    return laterFragment ? but(draft -> draft.laterFragment = false) : this;
  }

  /// A fragment of this packet other than the first.
  public Packet fragment() {
    return but(draft -> draft.laterFragment = true);
  }

  /// What may be another in a packet that is the same otherwise.
  private static final class Draft {
    Endpoint source;
    Arrival arrival;
    ConnectionState state;
    int mark;
    Set<TcpFlag> tcpFlags;
    boolean laterFragment;
    Optional<MacAddress> mac;

    Draft(Packet packet) {
      source = packet.source;
      arrival = packet.arrival;
      state = packet.state;
      mark = packet.mark;
      tcpFlags = packet.tcpFlags;
      laterFragment = packet.laterFragment;
      mac = packet.mac;
    }
  }

  private Packet but(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return new Packet(
        protocol,
        draft.source,
        destination,
        draft.arrival,
        draft.state,
        draft.mark,
        connectionMark,
        draft.tcpFlags,
        icmpType,
        draft.laterFragment,
        draft.mac);
  }

  /// As [#parse] reads it.
  @Override
  public String toString() {
    return protocol + " " + source + " -> " + destination;
  }
}
