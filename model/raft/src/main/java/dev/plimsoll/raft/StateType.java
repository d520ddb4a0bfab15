package dev.plimsoll.raft;

/// The role of a node; raft.go, `StateType`.
public enum StateType {
  /// Answers leaders and candidates.
  FOLLOWER("StateFollower"),
  /// Asks for votes in a term that it has begun.
  CANDIDATE("StateCandidate"),
  /// Takes proposals and replicates them.
  LEADER("StateLeader"),
  /// Asks whether it would get votes, before it begins a term; thesis §9.6.
  PRE_CANDIDATE("StatePreCandidate");

  private final String text;

  StateType(String text) {
    this.text = text;
  }

  /// The library's name, which its logs and traces use.
  @Override
  public String toString() {
    return text;
  }
}
