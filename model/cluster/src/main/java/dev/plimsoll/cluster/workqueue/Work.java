package dev.plimsoll.cluster.workqueue;

/// What a worker has in hand.
///
/// @param version that it has read
record Work(int key, int version, Phase phase) {

  /// How far it is.
  enum Phase {
    /// It works.
    SYNCING,
    /// It has succeeded.
    SUCCEEDED,
    /// It has failed.
    FAILED
  }

  /// The same, further.
  Work in(Phase newPhase) {
    return new Work(key, version, newPhase);
  }
}
