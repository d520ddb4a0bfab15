package dev.plimsoll.raft;

import java.util.List;

/// What a majority says; quorum/majority.go, v3.6.0. A majority of no voters is never reached.
public final class Quorum {

  /// A server's answer to a candidate.
  public enum Vote {
    MISSING,
    GRANTED,
    REJECTED
  }

  /// Where an election stands; quorum/quorum.go, `VoteResult`.
  public enum VoteResult {
    PENDING,
    LOST,
    WON
  }

  /// How many of so many voters are a majority.
  public static int size(int voters) {
    return voters / 2 + 1;
  }

  /// The highest index that a majority has acknowledged; `CommittedIndex`.
  ///
  /// @param acknowledged up to where each voter has acknowledged the log
  public static int committedIndex(List<Integer> acknowledged) {
    var ascending = acknowledged.stream().sorted().toList();
    return ascending.get(ascending.size() - size(ascending.size()));
  }

  /// Where an election stands; `VoteResult`.
  public static VoteResult voteResult(List<Vote> votes) {
    var granted = votes.stream().filter(vote -> vote == Vote.GRANTED).count();
    var rejected = votes.stream().filter(vote -> vote == Vote.REJECTED).count();
    if (granted >= size(votes.size())) {
      return VoteResult.WON;
    }
    return votes.size() - rejected >= size(votes.size()) ? VoteResult.PENDING : VoteResult.LOST;
  }

  private Quorum() {}
}
