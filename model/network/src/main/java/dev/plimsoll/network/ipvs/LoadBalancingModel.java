package dev.plimsoll.network.ipvs;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.network.ipvs.Scheduler.Pick;
import dev.plimsoll.network.ipvs.Scheduler.Place;
import java.util.Optional;
import java.util.stream.IntStream;

/// Clients open and close connections to a virtual server while its real servers are drained and
/// come back.
///
/// The first server has the weight 2 where weights count, all others 1. A client has one connection
/// at a time. With persistence it goes back to the server that it was at, unless that is drained
/// (`expire_quiescent_template`, which kube-proxy sets).
///
/// Left out: time, so that no client is forgotten; closed connections that are still known;
/// thresholds of servers; how packets are forwarded.
public final class LoadBalancingModel extends Model {

  /// How a client's last connection was opened.
  private enum Opened {
    NOT_YET,
    WELL,
    /// At a server that was not due.
    UNFAIRLY,
    /// At a server that is drained.
    AT_A_DRAINED_ONE,
    /// At another server than before, which serves.
    ELSEWHERE
  }

  private static final int NONE = -1;

  private final Scheduler scheduler;
  private final boolean isPersistent;
  private final BalancingBug bug;
  private final Cells<RealServer> servers;
  private final Cells<Integer> connection;
  private final Cells<Integer> template;
  private final Cells<Integer> wasAt;
  private final Cells<Integer> round;
  private final Cell<Place> place;
  private final Cell<Integer> drains;
  private final Cell<Opened> opened;

  /// @param count of real servers, at least 2
  /// @param clients at least 1
  /// @param drains how often a server is drained
  /// @param isPersistent whether clients go back to their server
  public LoadBalancingModel(
      Scheduler scheduler,
      int count,
      int clients,
      int drains,
      boolean isPersistent,
      BalancingBug bug) {
    this.scheduler = scheduler;
    this.isPersistent = isPersistent;
    this.bug = bug;
    var all = IntStream.range(0, count).mapToObj(i -> new RealServer(weight(i), 0, 0)).toList();
    servers = cells("server", all);
    connection = cells("connection", clients, NONE);
    template = cells("template", clients, NONE);
    wasAt = cells("wasAt", clients, NONE);
    round = cells("round", count, 0);
    place = cell("place", Place.START);
    this.drains = cell("drains", drains);
    opened = cell("opened", Opened.NOT_YET);

    rule("a client connects", connection, this::connect);
    rule("a client disconnects", connection, this::disconnect);
    if (drains > 0) {
      rule("a server is drained", servers, this::drain);
      rule("a server comes back", servers, this::comeBack);
    }
    claim(drains > 0);
  }

  private int weight(int server) {
    return switch (scheduler) {
      case RR, LC, SH -> 1;
      case WRR, WLC, SED, NQ -> server == 0 ? 2 : 1;
    };
  }

  private boolean isRoundRobin() {
    return scheduler == Scheduler.RR || scheduler == Scheduler.WRR;
  }

  private void drain(Transaction tx, Cell<RealServer> server) {
    tx.require(tx.get(server).isServing() && tx.get(drains) > 0);
    tx.update(drains, left -> left - 1).update(server, one -> one.weighing(0));
    beginRound(tx);
  }

  private void comeBack(Transaction tx, Cell<RealServer> server) {
    tx.require(!tx.get(server).isServing());
    tx.update(server, one -> one.weighing(weight(server.index())));
    beginRound(tx);
  }

  /// A round is of the servers that there are; when they change, WRR begins at the first again
  /// (`ip_vs_wrr_dest_changed`).
  private void beginRound(Transaction tx) {
    round.forEach(given -> tx.set(given, 0));
    if (scheduler == Scheduler.WRR) {
      tx.update(place, at -> new Place(-1, at.weight()));
    }
  }

  private void connect(Transaction tx, Cell<Integer> client) {
    tx.require(tx.get(client) == NONE);
    var kept = tx.get(template.get(client.index()));
    var isKept = kept != NONE && isServing(tx, kept);
    var pick = isKept ? Optional.of(new Pick(kept, tx.get(place))) : picked(tx, client.index());
    tx.require(pick.isPresent());
    var server = pick.orElseThrow().server();
    tx.set(opened, judged(tx, server, tx.get(wasAt.get(client.index()))));
    if (isRoundRobin() && !isPersistent) {
      give(tx, server);
    }
    tx.set(place, pick.orElseThrow().place()).set(client, server);
    if (isPersistent) {
      tx.set(template.get(client.index()), server);
    }
    if (isPersistent || scheduler == Scheduler.SH) {
      tx.set(wasAt.get(client.index()), server);
    }
    if (bug != BalancingBug.COUNTS_NOTHING) {
      tx.update(servers.get(server), RealServer::connected);
    }
  }

  private Optional<Pick> picked(State state, int client) {
    var seen = servers.values(state);
    if (bug == BalancingBug.FEEDS_DRAINED) {
      seen = seen.stream().map(one -> one.isServing() ? one : one.weighing(1)).toList();
    }
    var from = bug == BalancingBug.FORGETS_PLACE ? Place.START : state.get(place);
    return scheduler.pick(seen, from, client);
  }

  private Opened judged(State state, int server, int before) {
    if (!isServing(state, server)) {
      return Opened.AT_A_DRAINED_ONE;
    }
    if (before != NONE && before != server && isServing(state, before)) {
      return Opened.ELSEWHERE;
    }
    return isPersistent || isDue(state, server) ? Opened.WELL : Opened.UNFAIRLY;
  }

  /// What a scheduler promises, counted by the clients and not by the servers.
  private boolean isDue(State state, int server) {
    return switch (scheduler) {
      case RR, WRR -> state.get(round.get(server)) < weightOf(state, server);
      case LC -> isLeast(state, server, 0, false);
      case WLC -> isLeast(state, server, 0, true);
      case SED -> isLeast(state, server, 1, true);
      case NQ ->
          isIdle(state, server) || all().noneMatch(s -> isServing(state, s) && isIdle(state, s));
      case SH -> true;
    };
  }

  private IntStream all() {
    return IntStream.range(0, servers.size());
  }

  private boolean isLeast(State state, int server, int more, boolean weighs) {
    return all()
        .filter(other -> isServing(state, other))
        .allMatch(
            other ->
                (open(state, server) + more) * (weighs ? weightOf(state, other) : 1)
                    <= (open(state, other) + more) * (weighs ? weightOf(state, server) : 1));
  }

  private boolean isIdle(State state, int server) {
    return open(state, server) == 0;
  }

  private long open(State state, int server) {
    return connection.values(state).stream().filter(at -> at == server).count();
  }

  private int weightOf(State state, int server) {
    return state.get(servers.get(server)).weight();
  }

  private boolean isServing(State state, int server) {
    return state.get(servers.get(server)).isServing();
  }

  /// One more in this round; which is over when all have had their share.
  private void give(Transaction tx, int server) {
    tx.update(round.get(server), given -> given + 1);
    if (all().allMatch(each -> tx.get(round.get(each)) >= weightOf(tx, each))) {
      round.forEach(given -> tx.set(given, 0));
    }
  }

  private void disconnect(Transaction tx, Cell<Integer> client) {
    var server = tx.get(client);
    tx.require(server != NONE).set(client, NONE);
    if (bug != BalancingBug.COUNTS_NOTHING) {
      tx.update(servers.get(server), one -> one.closed().expired());
    }
    if (bug == BalancingBug.FORGETS_CLIENT) {
      tx.set(template.get(client.index()), NONE);
    }
  }

  private void claim(boolean drains) {
    never("connections go to servers that are due", Opened.UNFAIRLY);
    never("no new connection goes to a server that is drained", Opened.AT_A_DRAINED_ONE);
    never("a client that is known goes back to its server, if that serves", Opened.ELSEWHERE);
    sometimes("all servers have a connection", s -> all().allMatch(server -> !isIdle(s, server)));
    if (drains) {
      sometimes(
          "a server that is drained still has a connection",
          s -> all().anyMatch(server -> !isServing(s, server) && !isIdle(s, server)));
    }
  }

  private void never(String claim, Opened how) {
    always(claim, s -> s.get(opened) != how);
  }
}
