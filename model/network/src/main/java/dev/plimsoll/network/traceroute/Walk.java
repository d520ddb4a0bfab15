package dev.plimsoll.network.traceroute;

import dev.plimsoll.network.netfilter.conntrack.ConnectionTable;
import dev.plimsoll.network.netfilter.traversal.Assumption;
import dev.plimsoll.network.netfilter.traversal.Likelihood;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A packet under way.
///
/// @param hops so far
/// @param known the connections of each namespace that has any
/// @param overhead what a tunnel has added to its length
/// @param room the longest packet that would have come here in one piece
record Walk(
    Datagram datagram,
    List<Hop> hops,
    Map<String, ConnectionTable> known,
    Likelihood likelihood,
    int overhead,
    int room) {

  Walk {
    hops = List.copyOf(hops);
    known = Map.copyOf(known);
  }

  static Walk begun(Datagram datagram, Map<String, ConnectionTable> known, Likelihood likelihood) {
    return new Walk(datagram, List.of(), known, likelihood, 0, 65_535);
  }

  Walk with(Datagram other) {
    return new Walk(other, hops, known, likelihood, overhead, room);
  }

  Walk and(Hop hop) {
    var more = new ArrayList<>(hops);
    more.add(hop);
    return new Walk(datagram, more, known, likelihood, overhead, room);
  }

  ConnectionTable connections(String namespace) {
    return known.getOrDefault(namespace, ConnectionTable.EMPTY);
  }

  Walk knowing(String namespace, ConnectionTable table) {
    var all = new HashMap<>(known);
    all.put(namespace, table);
    return new Walk(datagram, hops, all, likelihood, overhead, room);
  }

  Walk likely(Likelihood more) {
    return new Walk(datagram, hops, known, product(likelihood, more), overhead, room);
  }

  private static Likelihood product(Likelihood one, Likelihood other) {
    var assumptions = new ArrayList<Assumption>(one.assumptions());
    assumptions.addAll(other.assumptions());
    return new Likelihood(one.chance() * other.chance(), assumptions);
  }

  /// With what a tunnel adds from here on.
  Walk inTunnel(int added) {
    return new Walk(datagram, hops, known, likelihood, added, room);
  }

  /// By a link that carries packets of at most this length.
  Walk through(int mtu) {
    return new Walk(datagram, hops, known, likelihood, overhead, Math.min(room, mtu - overhead));
  }
}
