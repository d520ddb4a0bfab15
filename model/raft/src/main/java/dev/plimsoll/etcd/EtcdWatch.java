package dev.plimsoll.etcd;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.etcd.lease.Lease;
import dev.plimsoll.etcd.lease.Lessor;
import dev.plimsoll.etcd.mvcc.Database;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.etcd.mvcc.Store;
import dev.plimsoll.etcd.server.Applier;
import dev.plimsoll.etcd.server.Request;
import dev.plimsoll.etcd.watch.WatchResponse;
import dev.plimsoll.etcd.watch.WatchResponse.Canceled;
import dev.plimsoll.etcd.watch.WatchResponse.Events;
import dev.plimsoll.etcd.watch.WatchResponse.Progress;
import dev.plimsoll.etcd.watch.WatchableStore;
import dev.plimsoll.etcd.watch.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A client watches keys at a member that lags behind the others, installs snapshots, compacts and
/// crashes; it resumes its watch when that is broken.
///
/// What is written is a log that the other members have applied at once. The channel between store
/// and stream has little room, so that watchers become victims.
///
/// What it leaves out: docs/models/etcd-store.md.
public final class EtcdWatch extends EventfulModel {

  /// Mistakes to seed.
  public enum Bug {
    /// None.
    NONE,
    /// See {@link dev.plimsoll.etcd.mvcc.Bug#TOMBSTONE_COMPACTED}: no event is dropped.
    TOMBSTONE_COMPACTED(dev.plimsoll.etcd.mvcc.Bug.TOMBSTONE_COMPACTED),
    /// See {@link dev.plimsoll.etcd.mvcc.Bug#TOMBSTONE_NOT_RESTORED}: no event is dropped.
    TOMBSTONE_NOT_RESTORED(dev.plimsoll.etcd.mvcc.Bug.TOMBSTONE_NOT_RESTORED),
    /// See {@link dev.plimsoll.etcd.watch.Bug#SENT_NOT_NOTED}: events come in order, and once.
    SENT_NOT_NOTED(dev.plimsoll.etcd.watch.Bug.SENT_NOT_NOTED),
    /// See {@link dev.plimsoll.etcd.watch.Bug#FUTURE_FORGOTTEN}: a watch tells of nothing from
    /// before its start.
    FUTURE_FORGOTTEN(dev.plimsoll.etcd.watch.Bug.FUTURE_FORGOTTEN),
    /// See {@link dev.plimsoll.etcd.watch.Bug#FUTURE_IMPOSSIBLE}: no member panics.
    FUTURE_IMPOSSIBLE(dev.plimsoll.etcd.watch.Bug.FUTURE_IMPOSSIBLE),
    /// See {@link dev.plimsoll.etcd.watch.Bug#COMPACTED_UNTOLD}: no event is dropped.
    COMPACTED_UNTOLD(dev.plimsoll.etcd.watch.Bug.COMPACTED_UNTOLD),
    /// See {@link dev.plimsoll.etcd.watch.Bug#SYNCED_AFTER_SNAPSHOT}: no event is dropped.
    SYNCED_AFTER_SNAPSHOT(dev.plimsoll.etcd.watch.Bug.SYNCED_AFTER_SNAPSHOT),
    /// See {@link dev.plimsoll.etcd.watch.Bug#PROGRESS_OVERTAKES}: what a notification of progress
    /// tells of has come before.
    PROGRESS_OVERTAKES(dev.plimsoll.etcd.watch.Bug.PROGRESS_OVERTAKES),
    /// See {@link dev.plimsoll.etcd.watch.Bug#REVISION_SPLIT}: events of a revision come together.
    REVISION_SPLIT(dev.plimsoll.etcd.watch.Bug.REVISION_SPLIT),
    /// See {@link dev.plimsoll.etcd.watch.Bug#VICTIMS_FORGOTTEN}: in the end all events have come.
    VICTIMS_FORGOTTEN(dev.plimsoll.etcd.watch.Bug.VICTIMS_FORGOTTEN);

    private final dev.plimsoll.etcd.mvcc.Bug ofStore;
    private final dev.plimsoll.etcd.watch.Bug ofWatch;

    Bug() {
      this(dev.plimsoll.etcd.mvcc.Bug.NONE, dev.plimsoll.etcd.watch.Bug.NONE);
    }

    Bug(dev.plimsoll.etcd.mvcc.Bug ofStore) {
      this(ofStore, dev.plimsoll.etcd.watch.Bug.NONE);
    }

    Bug(dev.plimsoll.etcd.watch.Bug ofWatch) {
      this(dev.plimsoll.etcd.mvcc.Bug.NONE, ofWatch);
    }

    Bug(dev.plimsoll.etcd.mvcc.Bug ofStore, dev.plimsoll.etcd.watch.Bug ofWatch) {
      this.ofStore = ofStore;
      this.ofWatch = ofWatch;
    }
  }

  /// What clients write.
  public enum Writes {
    /// They put and delete a key, and put two keys in one transaction.
    ALL,
    /// They put and delete a key.
    ONE_KEY,
    /// They put a key.
    PUTS
  }

  /// How often what happens, at most, and how much there is room for.
  ///
  /// @param kinds what is written
  /// @param writes of keys
  /// @param compactions of the store
  /// @param snapshots that the member installs
  /// @param crashes of the member
  /// @param breaks of the stream
  /// @param requests for a notification of progress
  /// @param channel how much there is room for between store and stream
  public record Bounds(
      Writes kinds,
      int writes,
      int compactions,
      int snapshots,
      int crashes,
      int breaks,
      int requests,
      int channel) {}

  private static final String KEY = "a";
  private static final String OTHER = "b";
  private static final int WATCHER = 1;
  /// A watch from here on.
  private static final int COMING = 0;

  private final Writes kinds;
  private final Applier applier;
  private final Applier others;
  private final WatchableStore.Config config;
  private final Cell<List<Request>> log = cell("log", List.of());
  private final Cell<Store> newest = cell("other members", Store.EMPTY);
  private final Cell<WatchableStore> member = cell("member", WatchableStore.of(Store.EMPTY));
  private final Cell<Database> disk = cell("disk", Database.EMPTY);
  private final Cell<List<Session>> sessions = cell("watches", List.of());
  private final Cell<List<Event>> history = cell("history", List.of());
  private final Cell<Boolean> panicked = cell("the member has panicked", false);

  /// A member that serves watches as it should, or with a mistake.
  public EtcdWatch(Bounds bounds, Bug bug) {
    kinds = bounds.kinds();
    applier = applier(1, bug);
    others = applier(Integer.MAX_VALUE, bug);
    config = new WatchableStore.Config(bounds.channel(), 1, bug.ofWatch);
    event("a client writes", bounds.writes(), this::write);
    event("a client compacts", bounds.compactions(), this::compact);
    event("the member installs a snapshot", bounds.snapshots(), this::installSnapshot);
    if (bounds.crashes() > 0) {
      event("the member crashes and starts again", bounds.crashes(), this::crash);
      rule("the database is committed", tx -> change(tx, disk, tx.get(member).store().database()));
    }
    event("the stream breaks", bounds.breaks(), this::breakStream);
    event("the client asks for progress", bounds.requests(), this::askForProgress);
    fair("the member applies", this::apply);
    if (bounds.compactions() > 0) {
      fair("the member compacts", this::goOnCompacting);
    }
    fair("watchers are synced", this::syncWatchers);
    fair("victims are tried again", tx -> change(tx, member, tx.get(member).moveVictims(config)));
    fair("the client watches", this::watch);
    fair("the client takes what was sent", this::take);
    declareClaims();
    declarePossibilities(bounds);
  }

  private static Applier applier(int compactionBatch, Bug bug) {
    return new Applier(
        new Applier.Config(
            new Store.Config(compactionBatch, bug.ofStore),
            new Lessor.Config(1, dev.plimsoll.etcd.lease.Bug.NONE),
            dev.plimsoll.etcd.server.Bug.NONE));
  }

  private static <T> void change(Transaction tx, Cell<T> cell, T value) {
    tx.require(!tx.get(cell).equals(value)).set(cell, value);
  }

  // ---- what is claimed

  /// Of the watch that there was last: what came by those before has not changed.
  private void declareClaims() {
    for (var guarantee : WatchGuarantee.values()) {
      always(
          guarantee.claim(),
          s -> now(s).stream().allMatch(watch -> guarantee.holds(watch, s.get(history))));
    }
    never("no member panics", s -> s.get(panicked));
    eventuallyAlways(
        "in the end all events have come",
        s ->
            now(s).filter(Session::isOpen).stream()
                .anyMatch(watch -> watch.hasAll(s.get(history), Integer.MAX_VALUE)));
  }

  private void declarePossibilities(Bounds bounds) {
    sometimes("a watcher is a victim", s -> any(s, each -> each.isIn(Watcher.Group.VICTIM)));
    if (kinds == Writes.ALL) {
      sometimes(
          "two events come together",
          s -> received(s, each -> each instanceof Events(_, var events) && events.size() > 1));
    }
    sometimes(
        "a watch from a later revision on tells of something",
        s -> any(s, each -> each.startRevision() > 1) && received(s, Events.class::isInstance));
    if (bounds.compactions() > 0) {
      sometimes("a watch needs what is compacted", s -> received(s, Canceled.class::isInstance));
    }
    if (bounds.snapshots() > 0) {
      sometimes(
          "a snapshot has what a watch has not told of",
          s ->
              any(s, each -> each.isIn(Watcher.Group.UNSYNCED))
                  && received(s, Events.class::isInstance));
    }
    if (bounds.breaks() + bounds.crashes() > 0) {
      sometimes(
          "a watch is resumed, and tells of what happened meanwhile",
          s -> s.get(sessions).size() > 1 && received(s, Events.class::isInstance));
    }
    if (bounds.requests() > 0) {
      sometimes(
          "a notification of progress comes after events",
          s -> received(s, Events.class::isInstance) && received(s, Progress.class::isInstance));
    }
  }

  private Optional<Session> now(State s) {
    var all = s.get(sessions);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  private boolean any(State s, Predicate<Watcher> test) {
    return s.get(member).watchers().stream().anyMatch(test);
  }

  private boolean received(State s, Predicate<WatchResponse> test) {
    return now(s).stream().flatMap(watch -> watch.received().stream()).anyMatch(test);
  }

  // ---- clients

  private void write(Transaction tx) {
    var value = tx.get(log).size() + 1;
    var put = new Request.Put(KEY, value, Lease.NONE);
    var requests = new ArrayList<Request>(List.of(put));
    if (kinds != Writes.PUTS && tx.get(newest).get(KEY).version() > 0) {
      requests.add(new Request.DeleteRange(KeyRange.of(KEY)));
    }
    if (kinds == Writes.ALL) {
      var both = List.<Request.Op>of(put, new Request.Put(OTHER, value, Lease.NONE));
      requests.add(new Request.Txn(List.of(), both, List.of()));
    }
    commit(tx, tx.choose(requests));
  }

  private void compact(Transaction tx) {
    var revision = tx.get(newest).currentRevision();
    tx.require(tx.get(newest).answer(revision) == Store.Scheduled.BEGINS);
    commit(tx, new Request.Compact(revision));
  }

  private void commit(Transaction tx, Request request) {
    tx.update(log, so -> appended(so, request));
    var applied = others.apply(tx.get(newest), request, false);
    var compacting = applied.store().compaction().isPresent();
    tx.set(
        newest,
        compacting ? applied.store().compactBatch(others.config().store()) : applied.store());
    tx.update(history, so -> Stream.concat(so.stream(), applied.changes().stream()).toList());
  }

  private void watch(Transaction tx) {
    tx.require(now(tx).filter(Session::isOpen).isEmpty());
    var current = tx.get(member).store().currentRevision();
    var last = now(tx);
    var start =
        last.isPresent()
            ? last.get().next()
            : tx.choose(Stream.of(COMING, 1, current, current + 2).distinct().toList());
    tx.update(member, store -> store.watch(WATCHER, KeyRange.ALL, start));
    var from = start == COMING ? current + 1 : start;
    tx.update(sessions, so -> appended(so, Session.from(from)));
  }

  private void take(Transaction tx) {
    var channel = tx.get(member).channel();
    tx.require(!channel.isEmpty()).update(member, WatchableStore::taken);
    changeNow(tx, watch -> watch.with(channel.getFirst()));
  }

  private void askForProgress(Transaction tx) {
    tx.require(now(tx).filter(Session::isOpen).isPresent());
    tx.update(member, store -> store.progress(config));
  }

  private void breakStream(Transaction tx) {
    tx.require(now(tx).filter(Session::isOpen).isPresent());
    changeNow(tx, Session::broken);
    tx.update(member, store -> WatchableStore.of(store.store()));
  }

  private void changeNow(Transaction tx, UnaryOperator<Session> change) {
    var all = new ArrayList<>(tx.get(sessions));
    all.set(all.size() - 1, change.apply(all.getLast()));
    tx.set(sessions, List.copyOf(all));
  }

  // ---- the member

  private int index(Transaction tx) {
    return tx.get(member).store().database().consistentIndex();
  }

  private void apply(Transaction tx) {
    tx.require(index(tx) < tx.get(log).size());
    var applied = applier.apply(tx.get(member).store(), tx.get(log).get(index(tx)), false);
    tx.update(member, store -> store.notify(applied, config));
    if (applied.commits()) {
      tx.set(disk, applied.store().database());
    }
  }

  private void goOnCompacting(Transaction tx) {
    tx.require(tx.get(member).store().compaction().isPresent());
    var compacted = tx.get(member).store().compactBatch(applier.config().store());
    tx.update(member, store -> store.with(compacted));
    if (compacted.compaction().isPresent()) {
      tx.set(disk, compacted.database());
    }
  }

  private void syncWatchers(Transaction tx) {
    var store = tx.get(member);
    if (store.panics(config)) {
      change(tx, panicked, true);
    } else {
      change(tx, member, store.syncWatchers(config));
    }
  }

  private void installSnapshot(Transaction tx) {
    tx.require(index(tx) < tx.get(log).size());
    var snapshot = tx.get(newest).database();
    tx.set(disk, snapshot);
    tx.update(
        member,
        store -> store.restored(Store.restored(snapshot, applier.config().store()), config));
  }

  private void crash(Transaction tx) {
    tx.set(member, WatchableStore.of(Store.restored(tx.get(disk), applier.config().store())));
    if (now(tx).isPresent()) {
      changeNow(tx, Session::broken);
    }
  }

  private static <T> List<T> appended(List<? extends T> list, T one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }
}
