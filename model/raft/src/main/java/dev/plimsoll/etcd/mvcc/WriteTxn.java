package dev.plimsoll.etcd.mvcc;

import dev.plimsoll.etcd.lease.Lease;
import dev.plimsoll.etcd.lease.Lessor;
import java.util.ArrayList;
import java.util.List;

/// A transaction that is under way: the working copy of a store. It reads its own changes.
///
/// Source: etcd `server/mvcc/kvstore_txn.go`, `storeTxnWrite`, v3.5.33.
public final class WriteTxn {

  private final Store begin;
  private Database database;
  private TreeIndex index;
  private Lessor lessor;
  private final List<Event> changes = new ArrayList<>();

  WriteTxn(Store begin) {
    this.begin = begin;
    database = begin.database();
    index = begin.index();
    lessor = begin.lessor();
  }

  /// The newest revision, which is one of its own if it has changed anything.
  public int revision() {
    return changes.isEmpty() ? begin.currentRevision() : own();
  }

  private int own() {
    return begin.currentRevision() + 1;
  }

  /// What it has changed so far, in order.
  public List<Event> changes() {
    return List.copyOf(changes);
  }

  /// Reads keys as of a revision; see {@link Store#range}.
  public RangeResult range(KeyRange range, int revision, int limit) {
    return now().range(range, revision, limit, revision());
  }

  /// The key as it is; see {@link Store#get}.
  public KeyValue get(String key) {
    return now().get(key);
  }

  /// Puts a key.
  ///
  /// @param lease that there is, or {@link Lease#NONE}
  public void put(String key, Object value, int lease) {
    var before = index.get(key).flatMap(known -> known.get(own()));
    var created = before.map(found -> found.created().main()).orElse(own());
    var version = before.map(KeyIndex.Found::version).orElse(0) + 1;
    var kv = new KeyValue(key, value, created, own(), version, lease);
    var revision = next();
    database = database.with(new Database.Row(revision, false, kv));
    index = index.put(key, revision);
    changes.add(new Event(Event.Type.PUT, kv));
    lessor = lease == Lease.NONE ? lessor.detach(key) : lessor.attach(lease, key);
  }

  /// Deletes keys.
  ///
  /// @return how many
  public int deleteRange(KeyRange range) {
    var keys = index.keys(range, revision());
    keys.forEach(this::delete);
    return keys.size();
  }

  private void delete(String key) {
    var revision = next();
    database = database.with(new Database.Row(revision, true, KeyValue.absent(key)));
    index = index.tombstone(key, revision);
    changes.add(new Event(Event.Type.DELETE, KeyValue.deleted(key, own())));
    lessor = lessor.detach(key);
  }

  private Revision next() {
    return new Revision(own(), changes.size());
  }

  /// Takes a lease away, whose keys are deleted.
  void without(int lease) {
    lessor = lessor.without(lease);
  }

  /// The store after it, or as it is so far.
  public Store end() {
    return now();
  }

  private Store now() {
    return new Store(
        database.withLeases(saved()),
        index,
        revision(),
        begin.compactRevision(),
        begin.compaction(),
        lessor);
  }

  /// Leases that were saved stay as they were saved, unless they are gone.
  private List<Lease.Saved> saved() {
    return database.leases().stream()
        .filter(lease -> lessor.lookup(lease.id()).isPresent())
        .toList();
  }
}
