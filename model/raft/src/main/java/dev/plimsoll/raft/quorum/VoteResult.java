package dev.plimsoll.raft.quorum;

/// Where an election stands; quorum/quorum.go, `VoteResult`.
public enum VoteResult {
  /// It depends on voters that have not answered.
  PENDING("VotePending"),
  /// Too many have refused.
  LOST("VoteLost"),
  /// Enough have agreed.
  WON("VoteWon");

  private final String text;

  VoteResult(String text) {
    this.text = text;
  }

  /// The library's name, which its tests print.
  @Override
  public String toString() {
    return text;
  }
}
