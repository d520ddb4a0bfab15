package dev.plimsoll.cluster.incident.proxy;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.network.netfilter.conntrack.Connection;
import dev.plimsoll.network.netfilter.conntrack.ConnectionTable;
import dev.plimsoll.network.netfilter.conntrack.Tuple;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.walks.SendsPackets;
import dev.plimsoll.network.walks.SentPacket;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A resolver asks for A and AAAA from one socket at the same time. Each packet is sent to a pod by
/// the rules, on a processor of its own; the first to leave enters the connection, and the other
/// finds its tuple taken.
///
/// Two packets that go to the same pod have nothing to quarrel about (`nf_conntrack_core.c`,
/// `nf_ct_resolve_clash`). Left out: that the resolver asks again after five seconds.
final class QueryLost extends Model implements SendsPackets {

  /// How far a query is.
  ///
  /// @param opened the connection that it will have entered when it leaves
  private record Query(Progress progress, Optional<Connection> opened) {}

  private enum Progress {
    WAITING,
    UNDER_WAY,
    SENT,
    LOST
  }

  private static final String MEETS = "a query meets the rules";
  private static final int PODS = 2;

  private final boolean fixed;
  private final ProxiedService dns =
      new ProxiedService(Protocol.UDP, 53, 0, new SessionAffinity.None());
  private final Cells<Query> queries =
      cells("query", 2, new Query(Progress.WAITING, Optional.empty()));
  private final Cell<ConnectionTable> connections = cell("connections", ConnectionTable.EMPTY);

  /// @param fixed whether the second query has a socket of its own
  QueryLost(boolean fixed) {
    this.fixed = fixed;
    rule(
        MEETS,
        queries,
        (tx, query) -> {
          tx.require(tx.get(query).progress() == Progress.WAITING);
          var packet = packet(query.index());
          var known = tx.get(connections).find(original(packet));
          if (known.isPresent()) {
            tx.set(query, new Query(Progress.SENT, Optional.empty()));
            return;
          }
          var ends = kernel().outcomes(packet).stream().map(way -> way.destination().toString());
          var pod = Endpoint.parse(tx.choose(ends.toList()));
          var left = new Tuple(packet.protocol(), packet.source(), pod);
          var opened = Connection.opened(original(packet), left, Set.of());
          tx.set(query, new Query(Progress.UNDER_WAY, opened));
        });
    rule(
        "a query leaves",
        queries,
        (tx, query) -> {
          var opened = tx.get(query).opened();
          tx.require(opened.isPresent());
          var table = tx.get(connections);
          var entered = table.confirmed(opened.get());
          var isSent = entered.isPresent() || table.connections().contains(opened.get());
          tx.set(connections, entered.orElse(table));
          tx.set(query, new Query(isSent ? Progress.SENT : Progress.LOST, Optional.empty()));
        });

    always("no query is lost", s -> !queries.any(s, query -> query.progress() == Progress.LOST));
    sometimes(
        "both are under way before either is known",
        s -> queries.all(s, query -> query.progress() == Progress.UNDER_WAY));
    sometimes("both are sent", s -> queries.all(s, query -> query.progress() == Progress.SENT));
  }

  private Traversal kernel() {
    return ProxiedService.kernel(dns.written(PODS).dump(), History.NONE);
  }

  @Override
  public List<SentPacket> sent(State before, Trace.Action step) {
    if (!step.rule().equals(MEETS) || step.choices().isEmpty()) {
      return List.of();
    }
    var query = step.arguments().getFirst().toString();
    var end = step.choices().getFirst().toString();
    return queries.stream()
        .filter(cell -> cell.toString().equals(query))
        .map(
            cell ->
                SentPacket.through(kernel(), "the first packet of " + query, packet(cell.index()))
                    .going(way -> way.destination().toString().equals(end)))
        .toList();
  }

  private Packet packet(int query) {
    var port = 40000 + (fixed ? query : 0);
    return Packet.parse("udp 10.244.0.200:%d -> 10.96.0.10:53".formatted(port))
        .arriving(Arrival.parse("cni0"));
  }

  private static Tuple original(Packet packet) {
    return new Tuple(packet.protocol(), packet.source(), packet.destination());
  }
}
