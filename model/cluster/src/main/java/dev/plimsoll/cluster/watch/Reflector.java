package dev.plimsoll.cluster.watch;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.etcd.Call.Range;
import dev.plimsoll.cluster.etcd.Etcd;
import dev.plimsoll.cluster.etcd.Keyspace;
import dev.plimsoll.cluster.etcd.Response;
import dev.plimsoll.cluster.etcd.Response.Ranged;
import dev.plimsoll.cluster.watch.ReflectorState.Phase;
import java.util.List;

/// A client that lists and then watches, for ever; reflector.go, `Reflector`, v1.30, without
/// `WatchList`.
final class Reflector {

  private final int names;
  private final Bug bug;
  private final Cell<ReflectorState> cell;
  private final List<ApiServer> servers;
  private final Etcd.Session session;

  Reflector(
      int number,
      int names,
      Bug bug,
      Cell<ReflectorState> cell,
      List<ApiServer> servers,
      Etcd etcd) {
    this.names = names;
    this.bug = bug;
    this.cell = cell;
    this.servers = List.copyOf(servers);
    session = etcd.connect(number + 1, this::listed);
    servers.forEach(server -> server.add(cell));
  }

  Cell<ReflectorState> cell() {
    return cell;
  }

  ReflectorState state(State state) {
    return state.get(cell);
  }

  /// The API server that it is connected to.
  ApiServer server(State state) {
    return servers.get(state(state).server());
  }

  Cacher cacher(State state) {
    return server(state).cacher(state);
  }

  // ---- list

  /// What a list has to be at least as new as, 0 if it may be anything; `relistResourceVersion`.
  private int relistVersion(ReflectorState state) {
    return bug == Bug.RELIST_OF_ANYTHING ? 0 : state.resourceVersion();
  }

  /// Lists what etcd holds: as the version of a list before was too large, or as the watch cache is
  /// not filled yet and anything will do; cacher.go, `GetList`.
  void listFromEtcd(Transaction tx) {
    var state = tx.get(cell);
    tx.require(state.phase() == Phase.LIST);
    tx.require(state.synced().unavailable() || (!cacher(tx).ready() && relistVersion(state) == 0));
    tx.set(cell, state.to(Phase.LISTING, state.server()));
    session.call(tx, new Range(names, Range.NEWEST));
  }

  private void listed(Transaction tx, Response response) {
    if (response instanceof Ranged(var revision, var versions)
        && tx.get(cell).phase() == Phase.LISTING) {
      tx.update(cell, before -> before.listed(new Objects(versions), revision, bug));
    }
  }

  /// Whether the watch cache is older than a list has to be.
  boolean waitsForList(State state) {
    var so = state(state);
    return so.phase() == Phase.LIST
        && !so.synced().unavailable()
        && cacher(state).ready()
        && cacher(state).resourceVersion() < relistVersion(so);
  }

  /// Lists what the watch cache holds.
  void listFromCache(Transaction tx) {
    var state = tx.get(cell);
    var cacher = cacher(tx);
    tx.require(state.phase() == Phase.LIST && !state.synced().unavailable() && cacher.ready());
    tx.require(!waitsForList(tx) || bug == Bug.LIST_DOES_NOT_WAIT);
    tx.set(cell, state.listed(cacher.store(), cacher.resourceVersion(), bug));
  }

  /// The watch cache has not become as new in time: "Too large resource version".
  void timeOut(Transaction tx) {
    tx.require(waitsForList(tx));
    tx.update(cell, ReflectorState::asUnavailable);
  }

  // ---- watch

  /// Whether the API server can no longer tell of all changes since the version.
  boolean isGone(State state) {
    var so = state(state);
    return so.phase() == Phase.WATCH
        && cacher(state).ready()
        && so.resourceVersion() > 0
        && so.resourceVersion() < cacher(state).oldest(bug) - 1;
  }

  /// Whether it could not watch on from the last list or change, but can from a bookmark.
  boolean isSavedByBookmark(State state) {
    var so = state(state);
    return so.phase() == Phase.WATCH
        && cacher(state).ready()
        && !isGone(state)
        && so.synced().told() < cacher(state).oldest(bug) - 1;
  }

  /// Watches from the version of the last list or event; from 0, all there is comes first.
  void watch(Transaction tx) {
    var state = tx.get(cell);
    tx.require(state.phase() == Phase.WATCH && cacher(tx).ready() && !isGone(tx));
    var from = state.resourceVersion();
    tx.set(cell, state.watching(cacher(tx).since(from), cacher(tx).sentSince(from)));
  }

  /// Is told 410 Gone.
  void gone(Transaction tx) {
    tx.require(isGone(tx));
    var next = bug == Bug.GONE_IGNORED ? Phase.WATCH : Phase.LIST;
    tx.update(cell, before -> before.to(next, before.server()));
  }

  /// Takes in what a watch tells.
  void receive(Transaction tx) {
    tx.require(!tx.get(cell).stream().isEmpty());
    tx.update(cell, ReflectorState::received);
  }

  /// Loses its connection, and has one to any API server: it watches on, or, if the watch was
  /// short, lists again.
  void reconnect(Transaction tx) {
    var state = tx.get(cell);
    tx.require(state.phase() != Phase.LISTING);
    var next =
        state.phase() == Phase.LIST ? Phase.LIST : tx.choose(List.of(Phase.LIST, Phase.WATCH));
    var server = tx.choose(servers);
    tx.set(cell, state.to(next, server.number()));
  }

  // ---- what is claimed

  /// Whether it is at the largest version that it has had.
  boolean isAtItsNewest(State state) {
    return state(state).resourceVersion() == state(state).synced().newest();
  }

  /// Whether it watches where less is known than it knows.
  boolean isAhead(State state) {
    var so = state(state);
    return so.phase() == Phase.WATCHING && cacher(state).resourceVersion() < so.resourceVersion();
  }

  /// Whether a list has shown it that an object has gone.
  boolean hasTombstones(State state) {
    return !state(state).synced().tombstones().isEmpty();
  }

  /// Whether it holds what there was at its version.
  boolean isTrue(State state, Keyspace etcd) {
    return holds(state, etcd, state(state).resourceVersion());
  }

  /// Whether it holds what there is.
  boolean isUpToDate(State state, Keyspace etcd) {
    return holds(state, etcd, etcd.revision());
  }

  private boolean holds(State state, Keyspace etcd, int revision) {
    return state(state).synced().store().equals(Objects.of(etcd, names, revision));
  }

  /// Whether what a watch has sent are the changes that came next, and what it has not sent is yet
  /// to be sent.
  boolean isToldOfAll(State state, Keyspace etcd) {
    var so = state(state);
    if (so.phase() != Phase.WATCHING) {
      return true;
    }
    var at = so.resourceVersion();
    for (var event : so.stream()) {
      var upTo = event.resourceVersion();
      if (!changes(etcd, at, upTo).equals(event.isBookmark() ? List.of() : List.of(event))) {
        return false;
      }
      at = upTo;
    }
    return changes(etcd, at, cacher(state).processed()).isEmpty();
  }

  private List<WatchEvent> changes(Keyspace etcd, int after, int upTo) {
    return etcd.events(names, after, upTo).stream().map(WatchEvent::of).toList();
  }

  @Override
  public String toString() {
    return cell.name();
  }
}
