package dev.plimsoll.etcd.mvcc;

/// Mistakes that the store has had.
public enum Bug {
  /// As of v3.5.33.
  NONE,
  /// A store that starts again takes the last revision that it finds for the newest, though a
  /// compaction may have removed a later one, a deletion (before v3.5.14; etcd-io/etcd#17780).
  REVISION_OF_LAST_ROW,
  /// A compaction removes the deletion that is its own revision (before v3.5.16;
  /// etcd-io/etcd#18089).
  TOMBSTONE_COMPACTED,
  /// A store that starts again in the middle of a compaction does not know a deletion of which it
  /// finds no put, so that the compaction goes on to remove it (before v3.5.18;
  /// etcd-io/etcd#19179).
  TOMBSTONE_NOT_RESTORED;

  /// Whether a compaction removes the deletion that is its own revision.
  boolean compactsTombstone() {
    return this == TOMBSTONE_COMPACTED || this == REVISION_OF_LAST_ROW;
  }
}
