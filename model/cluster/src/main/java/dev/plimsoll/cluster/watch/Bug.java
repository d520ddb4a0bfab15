package dev.plimsoll.cluster.watch;

/// Mistakes to seed, each with the claim of {@link WatchModel} that it breaks.
public enum Bug {
  /// All as it should be.
  NONE,
  /// A list without a `resourceVersion` is answered from the watch cache.
  LIST_FROM_CACHE,
  /// A list that is to be as new as a version does not wait until the watch cache is.
  LIST_DOES_NOT_WAIT,
  /// A client that lists again takes anything (kubernetes#59848).
  RELIST_OF_ANYTHING,
  /// A list does not show a client what has gone.
  LIST_WITHOUT_TOMBSTONES,
  /// A watch cache that was just filled takes a watch from before its version (kubernetes#49956;
  /// watch_cache.go, `GetAllEventsSinceThreadUnsafe`, v1.7).
  WATCH_FROM_BEFORE,
  /// A watch cache is not told that changes it has missed were compacted, as its stream is full,
  /// and is sent what comes next (kubernetes#123072; etcd `server/storage/mvcc/watcher_group.go`,
  /// `chooseAll`, v3.5.12).
  SKIPPED_BY_COMPACTION,
  /// A bookmark has the version of the watch cache, which has yet to send what led to it.
  BOOKMARK_AHEAD,
  /// A client that is told 410 Gone watches again from where it was.
  GONE_IGNORED,
  /// An update is made whatever the object has become since it was read.
  UPDATE_ANYHOW
}
