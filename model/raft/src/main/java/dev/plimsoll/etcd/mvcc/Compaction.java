package dev.plimsoll.etcd.mvcc;

import java.util.List;

/// A compaction that is under way; etcd `server/mvcc/kvstore_compaction.go`, v3.5.33.
///
/// @param revision before which is forgotten what was superseded or deleted
/// @param from the first revision that it has not looked at
/// @param kept what it may not remove
public record Compaction(int revision, Revision from, List<Revision> kept) {

  public Compaction {
    kept = List.copyOf(kept);
  }
}
