package dev.plimsoll.raft;

/// Mistakes to seed, each with the claim of {@link EtcdRaft} that it breaks.
public enum Bug {
  /// The node as it should be.
  NONE,
  /// A node votes for more than one candidate in a term (against Raft §5.2): election safety.
  DOUBLE_VOTE,
  /// A node votes for candidates whose log is behind its own (against Raft §5.4.1): leader
  /// completeness.
  NO_LOG_CHECK,
  /// A follower takes entries whatever the term of the entry before them (against Raft §5.3): log
  /// matching.
  NO_CONSISTENCY_CHECK,
  /// A heartbeat carries the leader's commit index though the follower's log is not known to agree
  /// so far, and the follower commits what it has (against raft.go, `sendHeartbeat`): state machine
  /// safety.
  COMMIT_UNMATCHED,
  /// A node answers before what it answers for is on disk, and a crash loses its last write
  /// (against thesis §3.8): committed is durable.
  SEND_BEFORE_PERSIST
}
