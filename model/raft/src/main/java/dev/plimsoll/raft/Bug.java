package dev.plimsoll.raft;

/// Mistakes to seed, each with the claim that it breaks: of {@link EtcdRaft}, unless it says
/// otherwise.
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
  SEND_BEFORE_PERSIST,
  /// A leader puts what is proposed in place of what it has not committed (against Raft §5.3):
  /// leader append-only.
  LEADER_OVERWRITES,

  // ---- changes of membership: EtcdMembership

  /// A follower goes on before it has applied a change of membership that was committed, as etcd
  /// once did (etcd-io/etcd#7595): quorums of successive configurations overlap.
  ADVANCES_BEFORE_APPLYING,
  /// A new leader does not think of changes of membership in its log that are not applied (against
  /// raft.go, `becomeLeader`): one change of membership at a time.
  PENDING_CHANGE_FORGOTTEN,
  /// Several changes are made at once without a joint configuration (against thesis §4.3): quorums
  /// of successive configurations overlap.
  JOINT_SKIPPED,
  /// A transfer of leadership goes on though its target is made a learner, as it once did
  /// (etcd-io/etcd#11326): leadership is handed to voters.
  TRANSFER_TO_LEARNER,
  /// A leader ends a joint configuration by itself only with the entries that make it do so for the
  /// first time, as it once did (etcd-io/etcd#12136): no leader stays in a joint configuration.
  AUTO_LEAVE_ONCE,

  // ---- progress: EtcdProgress

  /// A node that takes itself for a learner does not vote, as it once did not (etcd-io/etcd#10998):
  /// in the end a leader is elected.
  LEARNERS_REFUSE_VOTES,
  /// A new leader appends no empty entry (against Raft §8): in the end every proposal is decided.
  NO_EMPTY_ENTRY,

  // ---- snapshots: EtcdSnapshots

  /// A snapshot that was received is acknowledged before the hard state that makes it valid is on
  /// disk, as etcd once did (etcd-io/etcd#10219): what was acknowledged is on disk.
  SNAPSHOT_NOT_SYNCED,
  /// A snapshot is made of all that is in the log (against doc.go): a snapshot is of what was
  /// committed.
  SNAPSHOT_UNAPPLIED
}
