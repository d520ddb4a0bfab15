package dev.plimsoll.network.ipvs;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// How a server is picked for a new connection. Of equals, the first.
public enum Scheduler {
  /// Round robin: the next one that serves. `ip_vs_rr.c`.
  RR,
  /// Weighted round robin: in each round a server comes as often as its weight says. `ip_vs_wrr.c`.
  WRR,
  /// Least connections. `ip_vs_lc.c`.
  LC,
  /// Least connections for each unit of weight. `ip_vs_wlc.c`.
  WLC,
  /// Shortest expected delay: as WLC, with the new connection counted. `ip_vs_sed.c`.
  SED,
  /// Never queue: the first that is idle, else as SED. `ip_vs_nq.c`.
  NQ,
  /// Source hashing: a client's address decides; servers have buckets in turn. `ip_vs_sh.c`.
  SH;

  /// Where round robin is.
  ///
  /// @param last the server that was picked last; -1 before the first
  /// @param weight that WRR is at: servers of at least this weight are picked; 0 before the first
  public record Place(int last, int weight) {

    /// Before the first connection.
    public static final Place START = new Place(-1, 0);
  }

  /// A server that was picked.
  ///
  /// @param server its number
  /// @param place where round robin is afterwards
  public record Pick(int server, Place place) {}

  /// Picks a server.
  ///
  /// @param client decides for SH only; at least 0
  /// @return nothing if none serves
  public Optional<Pick> pick(List<RealServer> servers, Place place, int client) {
    return switch (this) {
      case RR -> roundRobin(servers, place);
      case WRR -> weighted(servers, place);
      case LC -> least(servers, place, server -> server.overhead(), false);
      case WLC -> least(servers, place, server -> server.overhead(), true);
      case SED -> least(servers, place, server -> server.active() + 1L, true);
      case NQ ->
          IntStream.range(0, servers.size())
              .filter(i -> servers.get(i).isServing() && servers.get(i).active() == 0)
              .mapToObj(i -> new Pick(i, place))
              .findFirst()
              .or(() -> SED.pick(servers, place, client));
      case SH -> hashed(servers, place, client);
    };
  }

  private static Optional<Pick> roundRobin(List<RealServer> servers, Place place) {
    return IntStream.rangeClosed(1, servers.size())
        .map(i -> (place.last() + i) % servers.size())
        .filter(i -> servers.get(i).isServing())
        .mapToObj(i -> new Pick(i, new Place(i, 0)))
        .findFirst();
  }

  /// In a round the weight that is asked for goes down from the largest, by the greatest common
  /// divisor; at each, servers of at least that weight come in order.
  private static Optional<Pick> weighted(List<RealServer> servers, Place place) {
    var most = servers.stream().mapToInt(RealServer::weight).max().orElse(0);
    if (most == 0) {
      return Optional.empty();
    }
    var step = servers.stream().mapToInt(RealServer::weight).reduce(0, Scheduler::divisor);
    var weight = place.weight() == 0 ? most : Math.min(place.weight(), most);
    for (var i = place.last() + 1; ; i++) {
      if (i == servers.size()) {
        i = 0;
        weight = weight > step ? weight - step : most;
      }
      if (servers.get(i).weight() >= weight) {
        return Optional.of(new Pick(i, new Place(i, weight)));
      }
    }
  }

  private static int divisor(int a, int b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  private static Optional<Pick> least(
      List<RealServer> servers, Place place, ToLongFunction<RealServer> cost, boolean weighs) {
    var best = -1;
    for (var i = 0; i < servers.size(); i++) {
      var one = servers.get(i);
      if (one.isServing() && (best < 0 || isLess(one, servers.get(best), cost, weighs))) {
        best = i;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(new Pick(best, place));
  }

  private static boolean isLess(
      RealServer one, RealServer other, ToLongFunction<RealServer> cost, boolean weighs) {
    return weighs
        ? cost.applyAsLong(one) * other.weight() < cost.applyAsLong(other) * one.weight()
        : cost.applyAsLong(one) < cost.applyAsLong(other);
  }

  /// A client whose server is drained is refused: IPVS has no other for it without a flag.
  private static Optional<Pick> hashed(List<RealServer> servers, Place place, int client) {
    var server = client % servers.size();
    return servers.get(server).isServing()
        ? Optional.of(new Pick(server, place))
        : Optional.empty();
  }
}
