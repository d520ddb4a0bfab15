package dev.plimsoll.etcd;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.etcd.lease.Lease;
import dev.plimsoll.etcd.lease.Lessor;
import dev.plimsoll.etcd.mvcc.Database;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.etcd.mvcc.KeyValue;
import dev.plimsoll.etcd.mvcc.RangeResult;
import dev.plimsoll.etcd.mvcc.Store;
import dev.plimsoll.etcd.server.Applier;
import dev.plimsoll.etcd.server.Compare;
import dev.plimsoll.etcd.server.Request;
import dev.plimsoll.etcd.server.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Members apply the same log, each when it comes to it; their databases are committed from time to
/// time; they crash, and start again from what was committed.
///
/// Clients propose what they like to the first member, which answers when it has applied it. Where
/// there is no other, it has to save the entry in its write-ahead log before: where there are, what
/// it applies is committed, and so in those of most.
///
/// What it leaves out: docs/models/etcd-store.md.
public final class EtcdStore extends Model {

  /// Mistakes to seed.
  public enum Bug {
    /// None.
    NONE(dev.plimsoll.etcd.mvcc.Bug.NONE, dev.plimsoll.etcd.server.Bug.NONE),
    /// The index of an entry may be committed before what it leads to (v3.5.0 to v3.5.2;
    /// etcd-io/etcd#13766): members at the same index have the same contents.
    INDEX_BEFORE_DATA(dev.plimsoll.etcd.mvcc.Bug.NONE, dev.plimsoll.etcd.server.Bug.NONE),
    /// The only member of a cluster answers before the entry is in its write-ahead log (before
    /// v3.5.5; etcd-io/etcd#14370): an acknowledged write is there.
    ANSWERS_BEFORE_SAVING(dev.plimsoll.etcd.mvcc.Bug.NONE, dev.plimsoll.etcd.server.Bug.NONE),
    /// See {@link dev.plimsoll.etcd.mvcc.Bug#REVISION_OF_LAST_ROW}: revisions never go back.
    REVISION_OF_LAST_ROW(
        dev.plimsoll.etcd.mvcc.Bug.REVISION_OF_LAST_ROW, dev.plimsoll.etcd.server.Bug.NONE),
    /// See {@link dev.plimsoll.etcd.server.Bug#NEEDLESS_RANGES_REMOVED}: members at the same index
    /// have the same contents.
    NEEDLESS_RANGES_REMOVED(
        dev.plimsoll.etcd.mvcc.Bug.NONE, dev.plimsoll.etcd.server.Bug.NEEDLESS_RANGES_REMOVED);

    private final dev.plimsoll.etcd.mvcc.Bug ofStore;
    private final dev.plimsoll.etcd.server.Bug ofServer;

    Bug(dev.plimsoll.etcd.mvcc.Bug ofStore, dev.plimsoll.etcd.server.Bug ofServer) {
      this.ofStore = ofStore;
      this.ofServer = ofServer;
    }
  }

  /// How far the model goes.
  ///
  /// @param members how many
  /// @param entries how many clients propose
  /// @param crashes how many there are in all
  /// @param compactionBatch how many changes a compaction looks at before it commits
  /// @param hasLeases whether clients use leases
  public record Bounds(
      int members, int entries, int crashes, int compactionBatch, boolean hasLeases) {}

  /// A put that was answered.
  ///
  /// @param index of its entry
  /// @param revision that it made
  private record Acknowledged(int index, Request.Put put, int revision) {}

  private static final String KEY = "a";
  private static final String OTHER = "b";
  private static final int LEASE = 1;
  private static final int TTL = 1;

  private final Bounds bounds;
  private final Bug bug;
  private final Applier applier;
  private final Cell<List<Request>> log = cell("log", List.of());
  private final Cell<Integer> saved = cell("entries in the write-ahead log", 0);
  private final Cells<Store> members;
  private final Cells<Database> disks;
  private final Cell<List<Integer>> awaited = cell("entries that a client waits for", List.of());
  private final Cells<Integer> newestOnDisk;
  private final Cell<List<Acknowledged>> acknowledged = cell("acknowledged", List.of());
  private final Cell<Integer> crashes = cell("crashes", 0);

  /// Correct members, or such with a mistake.
  public EtcdStore(Bounds bounds, Bug bug) {
    this.bounds = bounds;
    this.bug = bug;
    applier =
        new Applier(
            new Applier.Config(
                new Store.Config(bounds.compactionBatch(), bug.ofStore),
                new Lessor.Config(TTL, dev.plimsoll.etcd.lease.Bug.NONE),
                bug.ofServer));
    members = cells("member", bounds.members(), Store.EMPTY);
    disks = cells("disk", bounds.members(), Database.EMPTY);
    newestOnDisk = cells("newest revision on disk", bounds.members(), 1);

    rule("a client proposes", this::propose);
    if (isAlone()) {
      rule("the write-ahead log is saved", this::save);
    }
    rule("a member applies", members, this::apply);
    rule("a database is committed", members, this::commit);
    rule("a member compacts", members, this::compact);
    if (bounds.crashes() > 0) {
      rule("a member crashes and starts again", members, this::crash);
    }
    declareClaims();
  }

  private void declareClaims() {
    if (!isAlone()) {
      always(
          "members at the same index have the same contents",
          members.pairs(),
          (s, pair) -> agree(s.get(pair.first()), s.get(pair.second())));
    }
    always("an acknowledged write is not lost", this::hasWhatWasAcknowledged);
    always(
        "revisions never go back",
        members,
        (s, member) -> s.get(member).currentRevision() >= s.get(newestOnDisk.at(member)));
    sometimes(
        "members have compacted, and applied all",
        s ->
            members.all(
                s, store -> store.compactRevision() > 1 && index(store) == bounds.entries()));
    if (bounds.crashes() > 0) {
      sometimes("a member has to apply again what it has acknowledged", this::hasForgotten);
      sometimes(
          "a member starts again in the middle of a compaction",
          s ->
              s.get(crashes) > 0
                  && disks.any(s, disk -> disk.scheduledCompact() > disk.finishedCompact()));
    }
  }

  private boolean isAlone() {
    return bounds.members() == 1;
  }

  private static boolean isFirst(Cell<Store> member) {
    return member.index() == 0;
  }

  private static int index(Store store) {
    return store.database().consistentIndex();
  }

  // ---- clients

  private void propose(Transaction tx) {
    var member = members.getFirst();
    var entries = tx.get(log);
    tx.require(entries.size() < bounds.entries());
    var number = entries.size() + 1;
    var request = tx.choose(requests(number, tx.get(member)));
    tx.set(log, appended(entries, request));
    tx.update(awaited, so -> appended(so, number));
  }

  /// @param number of the entry: what is put
  /// @param known what the member knows: a client compacts at a revision that it has read
  private List<Request> requests(int number, Store known) {
    var requests = new ArrayList<Request>();
    requests.add(new Request.Put(KEY, number, Lease.NONE));
    requests.add(new Request.DeleteRange(KeyRange.of(KEY)));
    requests.add(
        new Request.Txn(
            List.of(
                new Compare.OfNumber(
                    KeyRange.of(KEY), Compare.Target.VERSION, Compare.Result.EQUAL, 0)),
            List.of(
                new Request.Put(KEY, number, Lease.NONE),
                new Request.Put(OTHER, number, Lease.NONE)),
            List.of(new Request.DeleteRange(KeyRange.ALL))));
    requests.add(
        new Request.Txn(
            List.of(),
            List.of(
                new Request.Put(OTHER, number, Lease.NONE),
                new Request.Range(KeyRange.of(KEY), 1, Store.NO_LIMIT)),
            List.of()));
    if (known.answer(known.currentRevision()) == Store.Scheduled.BEGINS) {
      requests.add(new Request.Compact(known.currentRevision()));
    }
    if (bounds.hasLeases()) {
      requests.add(new Request.LeaseGrant(LEASE, TTL));
      requests.add(new Request.Put(KEY, number, LEASE));
      requests.add(new Request.LeaseRevoke(LEASE));
    }
    return requests;
  }

  // ---- members

  private void save(Transaction tx) {
    tx.update(saved, so -> so + 1).require(tx.get(saved) <= tx.get(log).size());
  }

  private void apply(Transaction tx, Cell<Store> member) {
    var store = tx.get(member);
    var index = index(store) + 1;
    tx.require(index <= tx.get(log).size());
    if (isAlone() && bug != Bug.ANSWERS_BEFORE_SAVING) {
      tx.require(index <= tx.get(saved));
    }
    var request = tx.get(log).get(index - 1);
    var isAwaited = isFirst(member) && tx.get(awaited).contains(index);
    var applied = applier.apply(store, request, isAwaited);
    tx.set(member, applied.store());
    if (applied.commits()) {
      write(tx, member, applied.store().database());
    }
    if (isAwaited) {
      tx.update(awaited, so -> so.stream().filter(each -> each != index).toList());
      answer(tx, index, request, applied.response());
    }
  }

  private void answer(Transaction tx, int index, Request request, Response response) {
    if (request instanceof Request.Put put && response instanceof Response.Done(var revision)) {
      tx.update(acknowledged, so -> appended(so, new Acknowledged(index, put, revision)));
    }
  }

  /// With the mistake, the index may be that of the entry that is being applied.
  private void commit(Transaction tx, Cell<Store> member) {
    var database = tx.get(member).database();
    var isAhead = bug == Bug.INDEX_BEFORE_DATA && tx.chooseWhether();
    if (isAhead) {
      tx.require(database.consistentIndex() < tx.get(log).size());
    } else {
      tx.require(!database.equals(tx.get(disks.at(member))));
    }
    write(tx, member, isAhead ? database.at(database.consistentIndex() + 1) : database);
  }

  private void write(Transaction tx, Cell<Store> member, Database database) {
    tx.set(disks.at(member), database);
    tx.set(newestOnDisk.at(member), tx.get(member).currentRevision());
  }

  private void compact(Transaction tx, Cell<Store> member) {
    tx.require(tx.get(member).compaction().isPresent());
    var compacted = tx.get(member).compactBatch(applier.config().store());
    tx.set(member, compacted);
    if (compacted.compaction().isPresent()) {
      write(tx, member, compacted.database());
    }
  }

  private void crash(Transaction tx, Cell<Store> member) {
    tx.update(crashes, so -> so + 1).require(tx.get(crashes) <= bounds.crashes());
    tx.set(member, Store.restored(tx.get(disks.at(member)), applier.config().store()));
    if (isFirst(member)) {
      tx.set(awaited, List.of());
    }
    if (isAlone()) {
      tx.update(log, entries -> entries.subList(0, tx.get(saved)));
    }
  }

  // ---- what is claimed

  private static boolean agree(Store one, Store other) {
    return index(one) != index(other)
        || (one.contents().equals(other.contents())
            && one.lessor().leases().equals(other.lessor().leases()));
  }

  /// The log has what was acknowledged, and it is not so that most members have applied it and do
  /// not show it: a member alone that does not differs from others.
  private boolean hasWhatWasAcknowledged(State s) {
    return s.get(acknowledged).stream()
        .allMatch(
            each ->
                each.index <= s.get(log).size()
                    && s.get(log).get(each.index - 1).equals(each.put)
                    && 2 * members.count(s, store -> !shows(store, each)) <= bounds.members());
  }

  /// Whether a member shows a write, if it has applied it and not compacted it.
  private static boolean shows(Store store, Acknowledged write) {
    if (index(store) < write.index) {
      return true;
    }
    return switch (store.range(KeyRange.of(write.put.key()), write.revision, Store.NO_LIMIT)) {
      case RangeResult.Found(var kvs, _, _) ->
          kvs.stream().map(KeyValue::modRevision).anyMatch(each -> each == write.revision);
      case RangeResult.Compacted() -> true;
      case RangeResult.Future() -> false;
    };
  }

  private boolean hasForgotten(State s) {
    return s.get(acknowledged).stream()
        .anyMatch(each -> index(s.get(members.getFirst())) < each.index);
  }

  private static <T> List<T> appended(List<? extends T> list, T one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }
}
