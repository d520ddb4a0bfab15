package dev.plimsoll.etcd.server;

/// Mistakes that members have had when they apply.
public enum Bug {
  /// As it should be.
  NONE,
  /// A member leaves out the ranges of a transaction where no client waits for them, and with them
  /// the check whether their revision is compacted (v3.5.33 as well; etcd-io/etcd#18667).
  NEEDLESS_RANGES_REMOVED
}
