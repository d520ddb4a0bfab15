package dev.plimsoll.cluster.watch;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.etcd.Call.Compact;
import dev.plimsoll.cluster.etcd.Call.Txn;
import dev.plimsoll.cluster.etcd.Etcd;
import dev.plimsoll.cluster.etcd.EtcdModel;
import dev.plimsoll.cluster.etcd.Keyspace;
import dev.plimsoll.cluster.etcd.Response;
import dev.plimsoll.cluster.watch.ReflectorState.Phase;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Objects are created, changed and deleted; API servers that lag keep them in watch caches;
/// clients list and watch at any of them, lose their connections, and have everything in the end.
///
/// What it leaves out: docs/models/watch.md.
public final class WatchModel extends EtcdModel {

  /// How far the model goes.
  ///
  /// @param apiServers how many, at least 1
  /// @param names how many objects there can be, at least 1; the first is there
  /// @param writes how many, of these objects and of others in etcd
  /// @param clients how many that list and watch
  /// @param window how many changes a watch cache keeps, at least 1
  /// @param compactions of etcd
  /// @param reconnects how often a client loses its connection
  public record Bounds(
      int apiServers,
      int names,
      int writes,
      int clients,
      int window,
      int compactions,
      int reconnects) {}

  /// How clients differ.
  public enum Start {
    /// They list and then watch.
    LIST,
    /// They watch, from no version in particular: first comes all there is.
    WATCH
  }

  private final int names;
  private final Etcd.Session leader;
  private final Etcd.Session writer;
  private final Cell<Integer> acknowledged = cell("acknowledged revision", 1);
  private final Cell<Integer> writes;
  private final List<ApiServer> servers;
  private final List<Reflector> clients;

  /// API servers and their clients.
  ///
  /// @param lister whether there is a client that lists in every way there is
  public WatchModel(Bounds bounds, Kind kind, Start start, boolean lister, Bug bug) {
    names = bounds.names();
    var calls = 2 * bounds.writes() + bounds.apiServers() + bounds.compactions();
    var etcd = etcd(kind, new EtcdModel.Bounds(calls, 1, 3));
    leader = etcd.connect(0, (tx, response) -> {});
    writer = etcd.connect(0, this::written);
    writes = cell("writes left", bounds.writes());
    servers =
        IntStream.range(0, bounds.apiServers())
            .mapToObj(
                number ->
                    new ApiServer(
                        number,
                        names,
                        bounds.window(),
                        bug,
                        cell("watch cache " + number, Cacher.empty(names)),
                        etcd))
            .toList();
    var phase = start == Start.LIST ? Phase.LIST : Phase.WATCH;
    clients =
        IntStream.range(0, bounds.clients())
            .mapToObj(
                number ->
                    new Reflector(
                        number,
                        names,
                        bug,
                        cell("client " + number, ReflectorState.initial(phase, names)),
                        servers,
                        etcd))
            .toList();
    declareWriters();
    declareServers();
    declareClaims();
    if (bounds.compactions() > 0) {
      declareCompactions(bounds.compactions());
    }
    if (bounds.clients() > 0) {
      declareClients(bounds.reconnects());
      declareClaimsOfClients();
      if (start == Start.LIST) {
        declareClaimsOfReflectors();
      }
      if (kind == Kind.ATOMIC) {
        declareLiveness();
      }
    }
    if (lister) {
      declareLister(etcd, bug);
    }
  }

  // ---- what happens

  private void event(String name, int most, Consumer<Transaction> body) {
    var budget = cell("left of: " + name, most);
    rule(
        name,
        tx -> {
          tx.require(tx.get(budget) > 0).update(budget, left -> left - 1);
          body.accept(tx);
        });
  }

  private <A> void fair(String name, List<A> arguments, BiConsumer<Transaction, A> body) {
    rule(name, arguments, body);
    weaklyFairEach(name);
  }

  private void declareWriters() {
    rule("somebody writes", servers, this::write);
    rule("somebody writes something else", this::writeSomethingElse);
  }

  /// Creates, updates or deletes an object as it is in the watch cache of an API server.
  private void write(Transaction tx, ApiServer server) {
    tx.require(tx.get(writes) > 0);
    var name = tx.choose(IntStream.range(0, names).boxed().toList());
    writer.call(tx, server.write(tx, name));
  }

  /// Changes what is of another kind: it makes a revision too.
  private void writeSomethingElse(Transaction tx) {
    tx.require(tx.get(writes) > 0);
    writer.call(tx, new Txn(names, false, 0, false));
  }

  private void written(Transaction tx, Response response) {
    if (response instanceof Response.Done(var revision)) {
      tx.set(acknowledged, revision).update(writes, left -> left - 1);
    }
  }

  private void declareCompactions(int most) {
    event("etcd is compacted", most, this::compact);
    fair("an API server is too late", servers, (tx, server) -> server.startAgain(tx));
    sometimes("etcd forgets what an API server has yet to see", s -> server(a -> a.isCompacted(s)));
  }

  private void compact(Transaction tx) {
    var so = etcd(tx);
    var later = IntStream.rangeClosed(so.compacted() + 1, so.revision()).boxed().toList();
    leader.call(tx, new Compact(tx.choose(later)));
  }

  private void declareServers() {
    fair("an API server lists", servers, (tx, server) -> server.list(tx));
    fair("an API server sees a change", servers, (tx, server) -> server.receive(tx));
    fair("an API server sees progress", servers, (tx, server) -> server.progress(tx));
    fair("an API server sends", servers, (tx, server) -> server.dispatch(tx));
  }

  private void declareClients(int reconnects) {
    event("a client reconnects", reconnects, tx -> tx.choose(clients).reconnect(tx));
    rule(
        "a bookmark is sent",
        clients,
        (tx, client) -> client.server(tx).bookmark(tx, client.cell()));
    fair("a client lists from etcd", clients, (tx, client) -> client.listFromEtcd(tx));
    fair("a client lists", clients, (tx, client) -> client.listFromCache(tx));
    fair("a list waits too long", clients, (tx, client) -> client.timeOut(tx));
    fair("a client watches", clients, (tx, client) -> client.watch(tx));
    fair("a client is told 410", clients, (tx, client) -> client.gone(tx));
    fair("a client sees an event", clients, (tx, client) -> client.receive(tx));
  }

  // ---- what is claimed

  private Keyspace etcd(State state) {
    return leader.applied(state);
  }

  private void declareClaims() {
    always("no update is lost", this::noUpdateIsLost);
    sometimes("a writer reads what has changed since", s -> server(a -> a.isOld(s, etcd(s))));
    always(
        "a watch cache holds what was there at its version",
        servers,
        (s, server) -> server.isTrue(s, etcd(s)));
  }

  private boolean noUpdateIsLost(State state) {
    var so = etcd(state);
    return so.events(names, 0, so.revision()).stream()
        .allMatch(event -> event.read() == so.modRevision(event.key(), event.revision() - 1));
  }

  private void declareClaimsOfClients() {
    always("a client never goes back in time", clients, (s, c) -> c.isAtItsNewest(s));
    sometimes("a list waits for the watch cache", s -> client(c -> c.waitsForList(s)));
    sometimes(
        "a client watches at an API server that is behind it", s -> client(c -> c.isAhead(s)));
    sometimes(
        "a client holds what there is after all writes",
        s -> s.get(writes) == 0 && client(c -> c.isUpToDate(s, etcd(s))));
  }

  private void declareClaimsOfReflectors() {
    always(
        "a client holds what was there at its version",
        clients,
        (s, client) -> client.isTrue(s, etcd(s)));
    always(
        "a watch tells of every change in order",
        clients,
        (s, client) -> client.isToldOfAll(s, etcd(s)));
    sometimes(
        "a client sees by a list that an object has gone", s -> client(c -> c.hasTombstones(s)));
    sometimes("a watch is refused as changes are no longer known", s -> client(c -> c.isGone(s)));
    sometimes(
        "a bookmark lets a client watch on where it could not without",
        s -> client(c -> c.isSavedByBookmark(s)));
  }

  /// etcd with members comes to a stop where there is no room for messages or calls, which is a
  /// bound of the model.
  private void declareLiveness() {
    eventuallyAlways(
        "in the end every client holds what there is",
        s -> clients.stream().allMatch(client -> client.isUpToDate(s, etcd(s))));
  }

  private boolean server(Predicate<ApiServer> test) {
    return servers.stream().anyMatch(test);
  }

  private boolean client(Predicate<Reflector> test) {
    return clients.stream().anyMatch(test);
  }

  private void declareLister(Etcd etcd, Bug bug) {
    var cell = cell("list", Optional.<Listing>empty());
    var lister = new Lister(names, bug, cell, servers, etcd);
    rule("somebody lists", tx -> lister.ask(tx, tx.get(acknowledged)));
    rule("the list is answered", lister::answerFromCache);
    rule("the list is not answered in time", lister::timeOut);
    always("a list is as new as asked for", s -> lister.isRight(s, etcd(s)));
    sometimes("a list is answered", s -> lister.isAnswered(s, Listing.Answer.Listed.class));
    sometimes("a version is gone", s -> lister.isAnswered(s, Listing.Answer.Gone.class));
    sometimes("a version is too large", s -> lister.isAnswered(s, Listing.Answer.TooLarge.class));
  }
}
