package dev.plimsoll.network.proxy.traffic;

import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.conntrack.Connection;
import dev.plimsoll.network.netfilter.conntrack.ConnectionTable;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import dev.plimsoll.network.netfilter.conntrack.Tuple;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.network.walks.SentPacket;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// TCP connections through a node's kernel.
///
/// A source port that is drawn by chance is taken to be the client's own.
record Flows(Traversal kernel, ConnectionTable known) {

  private static final Set<TcpFlag> SYN_ACK = EnumSet.of(TcpFlag.SYN, TcpFlag.ACK);
  private static final Set<TcpFlag> ACK = EnumSet.of(TcpFlag.ACK);

  /// The ways that a client's first packet may go, by where it ends, `10.244.0.10:80`, or by the
  /// verdict.
  SortedMap<String, Outcome> ways(Packet syn) {
    var ways = new TreeMap<String, Outcome>();
    for (var outcome : kernel.outcomes(syn)) {
      ways.put(name(outcome), outcome);
    }
    return ways;
  }

  /// The connections after a server has answered a first packet, and the client that answer.
  ///
  /// @param way that the first packet went
  /// @param back how the answer comes to the node
  /// @return nothing if the client does not get the answer
  Optional<ConnectionTable> accepted(Packet syn, Outcome way, Arrival back) {
    var original = original(syn);
    var left = left(syn, way);
    return Connection.opened(original, left, syn.tcpFlags())
        .flatMap(known::confirmed)
        .flatMap(table -> answered(table, packet(left.reversed(), back).withFlags(SYN_ACK)))
        .flatMap(table -> table.seen(table.find(original).orElseThrow(), ACK));
  }

  private Optional<ConnectionTable> answered(ConnectionTable table, Packet answer) {
    var tracked = table.find(original(answer)).orElseThrow();
    var reaches = new Flows(kernel, table).reaches(answer);
    return reaches.filter(tracked.connection().original().source()::equals).isPresent()
        ? table.seen(tracked, answer.tcpFlags())
        : Optional.empty();
  }

  /// Where a packet of a connection goes, whose first packet was seen here.
  ///
  /// @return nothing if it may be dropped, or go to several places
  Optional<Endpoint> reaches(Packet packet) {
    var outcomes = kernel.outcomes(packet, known.find(original(packet)));
    return outcomes.size() == 1 && outcomes.getFirst().verdict() == Verdict.ACCEPT
        ? Optional.of(outcomes.getFirst().destination())
        : Optional.empty();
  }

  /// Where the client's next packet goes.
  Optional<Endpoint> continued(Packet syn) {
    return reaches(syn.withFlags(ACK));
  }

  /// Whether the client gets a packet of the server's that is outside the window, and so INVALID:
  /// it is not of a connection, and its source is not rewritten.
  boolean letsInvalidPass(Packet syn, Arrival back) {
    return kernel.outcomes(late(syn, back)).stream()
        .anyMatch(
            outcome ->
                outcome.verdict() == Verdict.ACCEPT && outcome.destination().equals(syn.source()));
  }

  /// The segment that comes late.
  private Packet late(Packet syn, Arrival back) {
    Tracked tracked = known.find(original(syn)).orElseThrow();
    return packet(tracked.connection().reply(), back).withFlags(ACK).in(ConnectionState.INVALID);
  }

  /// The client's first packet.
  ///
  /// @param way where it ends, as {@link #ways} has it
  SentPacket sentFirst(Packet syn, String way) {
    return SentPacket.through(kernel, "the client's first packet", syn)
        .going(outcome -> name(outcome).equals(way));
  }

  /// A packet that the client sends later.
  SentPacket sentLater(Packet syn) {
    var packet = syn.withFlags(ACK);
    return SentPacket.through(
        kernel, "the client's next packet", packet, known.find(original(packet)));
  }

  /// The segment of the server's that comes late.
  SentPacket sentLate(Packet syn, Arrival back) {
    return SentPacket.through(kernel, "the server's late segment", late(syn, back))
        .noted(
            "It is INVALID, so of no connection: if it passes, it comes from %s, and the client"
                    .formatted(late(syn, back).source())
                + " knows nothing of that.");
  }

  private static String name(Outcome outcome) {
    var verdict = outcome.verdict();
    return (verdict == Verdict.ACCEPT ? outcome.destination() : verdict).toString();
  }

  private static Tuple original(Packet packet) {
    return new Tuple(packet.protocol(), packet.source(), packet.destination());
  }

  private static Tuple left(Packet syn, Outcome way) {
    var source = way.source().orElseThrow();
    return new Tuple(
        syn.protocol(),
        source.hasPort() ? source : source.withPort(syn.source().port()),
        way.destination());
  }

  private static Packet packet(Tuple tuple, Arrival by) {
    return Packet.first(tuple.protocol(), tuple.source(), tuple.destination(), by);
  }
}
