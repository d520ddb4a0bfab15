package dev.plimsoll.etcd.watch;

/// Mistakes that watches have had, or might have.
public enum Bug {
  /// As of v3.5.33.
  NONE,
  /// A synced watcher does not note what it was sent, and is sent it again when the member has
  /// installed a snapshot (before v3.5.8; etcd-io/etcd#15271).
  SENT_NOT_NOTED,
  /// A watcher of revisions that are yet to come is taken for one of the next revision when the
  /// member has installed a snapshot (before v3.5.22; etcd-io/etcd#20221).
  FUTURE_FORGOTTEN,
  /// A watcher of revisions that are yet to come is taken for impossible when the member has
  /// installed a snapshot (before v3.3.6; etcd-io/etcd#9775).
  FUTURE_IMPOSSIBLE,
  /// A watcher that cannot be told that what it needs is compacted, as its channel is full, goes on
  /// without (before v3.5.13; etcd-io/etcd#17529).
  COMPACTED_UNTOLD,
  /// Watchers stay synced when the member installs a snapshot (v3.1.9;
  /// etcd-io/etcd#8411).
  SYNCED_AFTER_SNAPSHOT,
  /// A notification of progress that was asked for does not wait for events that are yet to be
  /// sent (before v3.5.8; etcd-io/etcd#15220).
  PROGRESS_OVERTAKES,
  /// What is sent at once is limited by events, not by revisions.
  REVISION_SPLIT,
  /// Watchers that could not be sent something are not tried again.
  VICTIMS_FORGOTTEN
}
