package dev.plimsoll.etcd.mvcc;

import dev.plimsoll.etcd.lease.Lease;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What a member has in bbolt: changes by revision, leases, and how far it has come.
///
/// A database is one value: what is on disk is one as it was when it was committed, so that all of
/// it is there after a crash, or nothing.
///
/// Source: etcd `server/mvcc/backend/backend.go`, `server/mvcc/buckets`, v3.5.33.
///
/// @param rows ascending by revision: bucket `key`
/// @param leases ascending by number: bucket `lease`
/// @param consistentIndex the last entry of the log that is in it: `meta`, `consistent_index`
/// @param scheduledCompact the revision of the compaction that began last; 0 for none: `meta`,
///     `scheduledCompactRev`
/// @param finishedCompact the revision of the compaction that came to its end last; 0 for none:
///     `meta`, `finishedCompactRev`
public record Database(
    List<Row> rows,
    List<Lease.Saved> leases,
    int consistentIndex,
    int scheduledCompact,
    int finishedCompact) {

  /// A change of a key.
  ///
  /// @param isTombstone whether the key was deleted: then all of `kv` but the key is empty
  public record Row(Revision revision, boolean isTombstone, KeyValue kv) {

    /// What watches tell of it.
    Event event() {
      return isTombstone
          ? new Event(Event.Type.DELETE, KeyValue.deleted(kv.key(), revision.main()))
          : new Event(Event.Type.PUT, kv);
    }
  }

  /// That of a member that starts for the first time.
  public static final Database EMPTY = new Database(List.of(), List.of(), 0, 0, 0);

  public Database {
    rows = List.copyOf(rows);
    leases = List.copyOf(leases);
  }

  /// With a later change.
  Database with(Row row) {
    return withRows(Stream.concat(rows.stream(), Stream.of(row)).toList());
  }

  Database without(Collection<Revision> revisions) {
    return withRows(rows.stream().filter(row -> !revisions.contains(row.revision())).toList());
  }

  private Database withRows(List<Row> newRows) {
    return new Database(newRows, leases, consistentIndex, scheduledCompact, finishedCompact);
  }

  /// With a lease, instead of one of its number.
  Database with(Lease.Saved lease) {
    var others = leases.stream().filter(each -> each.id() != lease.id());
    return withLeases(
        Stream.concat(others, Stream.of(lease))
            .sorted(Comparator.comparingInt(Lease.Saved::id))
            .toList());
  }

  Database withLeases(List<Lease.Saved> newLeases) {
    return new Database(rows, newLeases, consistentIndex, scheduledCompact, finishedCompact);
  }

  /// With all entries of the log up to an index.
  public Database at(int newConsistentIndex) {
    return new Database(rows, leases, newConsistentIndex, scheduledCompact, finishedCompact);
  }

  Database scheduled(int revision) {
    return new Database(rows, leases, consistentIndex, revision, finishedCompact);
  }

  Database finished(int revision) {
    return new Database(rows, leases, consistentIndex, scheduledCompact, revision);
  }
}
