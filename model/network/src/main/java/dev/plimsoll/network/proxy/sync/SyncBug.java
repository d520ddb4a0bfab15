package dev.plimsoll.network.proxy.sync;

/// A mistake to seed into when a proxy syncs, and what it writes then.
public enum SyncBug {
  /// The proxy as it is.
  NONE,
  /// A change that is heard while the runner waits for its interval asks for no sync.
  LOST_REQUEST,
  /// After a failed restore nothing asks for another.
  NO_RETRY,
  /// After a failed restore the next sync is partial, though what had changed is forgotten.
  PARTIAL_RETRY,
  /// When others have flushed the tables, the next sync is partial.
  UNNOTICED_FLUSH,
  /// A proxy that was just started syncs before it has heard of the slices.
  EARLY_SYNC,
  /// Nothing is deleted from connection tracking.
  NO_CLEANUP,
  /// Connections that no rule had rewritten are not deleted when a Service gets its first endpoint.
  NO_CLEANUP_OF_WHAT_WENT_NOWHERE,
  /// What is written for one of the Services is something that `iptables-restore` refuses.
  REFUSED_ENTRY
}
