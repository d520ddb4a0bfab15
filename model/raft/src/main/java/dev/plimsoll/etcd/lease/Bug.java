package dev.plimsoll.etcd.lease;

/// Mistakes that the lessor has had.
public enum Bug {
  /// As of v3.5.33.
  NONE,
  /// A lessor that is promoted schedules no checkpoints (before v3.5.2; etcd-io/etcd#13491).
  NO_CHECKPOINTS_AFTER_PROMOTION,
  /// A checkpoint is not saved, and lost when a member starts again (before v3.5.2;
  /// etcd-io/etcd#13508).
  CHECKPOINTS_NOT_SAVED
}
