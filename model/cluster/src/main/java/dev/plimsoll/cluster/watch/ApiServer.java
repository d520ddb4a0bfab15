package dev.plimsoll.cluster.watch;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.etcd.Call;
import dev.plimsoll.cluster.etcd.Call.Range;
import dev.plimsoll.cluster.etcd.Etcd;
import dev.plimsoll.cluster.etcd.Event;
import dev.plimsoll.cluster.etcd.Keyspace;
import dev.plimsoll.cluster.etcd.Response;
import dev.plimsoll.cluster.etcd.Response.Ranged;
import dev.plimsoll.cluster.watch.ReflectorState.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an API server does with its watch cache: it fills it from etcd, keeps it by a watch of
/// etcd, and sends changes to those who watch; cacher.go, v1.30.
final class ApiServer {

  /// How many events may be on the way inside of it, and to a client.
  private static final int LAG = 1;

  private final int number;
  private final int names;
  private final int capacity;
  private final Bug bug;
  private final Cell<Cacher> cacher;
  private final Etcd.Session session;
  private final List<Cell<ReflectorState>> clients = new ArrayList<>();

  /// @param names how many objects there can be
  /// @param capacity of its window of changes
  ApiServer(int number, int names, int capacity, Bug bug, Cell<Cacher> cacher, Etcd etcd) {
    this.number = number;
    this.names = names;
    this.capacity = capacity;
    this.bug = bug;
    this.cacher = cacher;
    session = etcd.connect(number + 1, this::listed);
  }

  int number() {
    return number;
  }

  void add(Cell<ReflectorState> client) {
    clients.add(client);
  }

  Cacher cacher(State state) {
    return state.get(cacher);
  }

  /// What it could read in etcd now.
  Keyspace etcd(State state) {
    return session.applied(state);
  }

  // ---- filling the cache

  /// Asks etcd for a list, in order to fill the cache.
  void list(Transaction tx) {
    tx.require(!cacher(tx).ready());
    session.call(tx, new Range(names, Range.NEWEST));
  }

  private void listed(Transaction tx, Response response) {
    if (response instanceof Ranged(var revision, var versions)) {
      tx.set(cacher, Cacher.filled(new Objects(versions), revision));
    }
  }

  // ---- watching etcd

  private Optional<Event> next(State state) {
    var keyspace = etcd(state);
    return keyspace.events(names, cacher(state).resourceVersion(), keyspace.revision()).stream()
        .filter(
            event -> bug != Bug.SKIPPED_BY_COMPACTION || event.revision() >= keyspace.compacted())
        .findFirst();
  }

  /// Whether the cache is to be told of changes that etcd has forgotten.
  boolean isCompacted(State state) {
    return cacher(state).ready() && cacher(state).resourceVersion() + 1 < etcd(state).compacted();
  }

  /// Takes in the next change from etcd.
  void receive(Transaction tx) {
    tx.require(cacher(tx).ready() && cacher(tx).incoming().size() < LAG);
    var event = next(tx);
    tx.require(event.isPresent());
    var change = event.orElseThrow();
    tx.require(change.revision() >= etcd(tx).compacted());
    tx.update(cacher, before -> before.with(WatchEvent.of(change), capacity));
  }

  /// Is told by etcd that there is nothing more for it up to a revision.
  void progress(Transaction tx) {
    var revision = etcd(tx).revision();
    tx.require(cacher(tx).ready() && cacher(tx).incoming().size() < LAG);
    tx.require(next(tx).isEmpty() && revision > cacher(tx).resourceVersion());
    tx.update(cacher, before -> before.with(WatchEvent.bookmark(revision), capacity));
  }

  /// Is told by etcd that what it has missed was compacted: it ends all watches, and lists again.
  void startAgain(Transaction tx) {
    tx.require(isCompacted(tx) && bug != Bug.SKIPPED_BY_COMPACTION);
    forget(tx);
  }

  /// Forgets what it has, as one that was just started, and ends all watches.
  void forget(Transaction tx) {
    tx.set(cacher, Cacher.empty(names));
    for (var client : clients) {
      if (tx.get(client).isWatching(number)) {
        tx.update(client, before -> before.to(Phase.WATCH, number));
      }
    }
  }

  // ---- sending to those who watch

  /// Sends the next change to all who watch; of progress they are told by bookmarks only.
  void dispatch(Transaction tx) {
    tx.require(!cacher(tx).incoming().isEmpty());
    var event = cacher(tx).incoming().getFirst();
    tx.update(cacher, Cacher::dispatched);
    for (var client : clients) {
      var state = tx.get(client);
      if (!event.isBookmark()
          && state.isWatching(number)
          && event.resourceVersion() > state.sent()) {
        tx.require(state.stream().size() < LAG);
        tx.set(client, state.with(event));
      }
    }
  }

  /// Sends a bookmark: the version of what was sent last. One that tells the client nothing is left
  /// out.
  void bookmark(Transaction tx, Cell<ReflectorState> client) {
    var state = tx.get(client);
    tx.require(state.isWatching(number) && state.stream().size() < LAG);
    tx.require(cacher(tx).processed() > 0);
    var version = bug == Bug.BOOKMARK_AHEAD ? cacher(tx).resourceVersion() : cacher(tx).processed();
    tx.require(version > Math.max(state.sent(), state.resourceVersion()));
    tx.set(client, state.with(WatchEvent.bookmark(version)));
  }

  // ---- writes

  /// What a writer reads of an object in the cache, and the call that it makes then.
  Call.Txn write(Transaction tx, int name) {
    tx.require(cacher(tx).ready());
    var read = cacher(tx).store().version(name);
    var deletes = read > 0 && tx.chooseWhether();
    return new Call.Txn(name, deletes, read, bug != Bug.UPDATE_ANYHOW);
  }

  // ---- what is claimed

  /// Whether the cache holds what there was at its version.
  boolean isTrue(State state, Keyspace etcd) {
    var so = cacher(state);
    return so.store().equals(Objects.of(etcd, names, so.resourceVersion()));
  }

  /// Whether a writer may read here what has changed since.
  boolean isOld(State state, Keyspace etcd) {
    var so = cacher(state);
    return so.ready() && !so.store().equals(Objects.of(etcd, names, etcd.revision()));
  }

  @Override
  public String toString() {
    return "API server " + number;
  }
}
