package dev.plimsoll.etcd.linearizability;

/// What is asked of serializable reads.
public enum Reads {
  /// They have to be linearizable as all else has, and their revisions are not looked at: those may
  /// be of a member that has only not yet applied writes to other keys.
  LINEARIZABLE,
  /// What etcd promises: what they read was there at some time before the answer, at their revision
  /// where there is one.
  AS_PROMISED
}
