package dev.plimsoll.raft.quorum;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Two groups of voters that must both agree; quorum/joint.go, `JointConfig`.
///
/// @param incoming the voters to be, or the voters if there is no second group
/// @param outgoing the voters that were; empty when the membership is not changing
public record JointConfig(MajorityConfig incoming, MajorityConfig outgoing) {

  /// No voters.
  public static final JointConfig EMPTY =
      new JointConfig(MajorityConfig.EMPTY, MajorityConfig.EMPTY);

  /// Whether there are two groups.
  public boolean isJoint() {
    return !outgoing.isEmpty();
  }

  /// Whether this is a voter of either group.
  public boolean contains(int id) {
    return incoming.contains(id) || outgoing.contains(id);
  }

  /// The voters of both groups, ascending; `IDs`.
  public List<Integer> ids() {
    return Stream.concat(incoming.ids().stream(), outgoing.ids().stream())
        .sorted()
        .distinct()
        .toList();
  }

  /// The highest index that majorities of both groups have acknowledged; `CommittedIndex`.
  public int committedIndex(AckedIndexer acked) {
    return Math.min(incoming.committedIndex(acked), outgoing.committedIndex(acked));
  }

  /// Where an election stands that both groups must win; `VoteResult`.
  ///
  /// @param votes by voter whether it agreed; of others nothing is known yet
  public VoteResult voteResult(Map<Integer, Boolean> votes) {
    var in = incoming.voteResult(votes);
    var out = outgoing.voteResult(votes);
    if (in == out) {
      return in;
    }
    return in == VoteResult.LOST || out == VoteResult.LOST ? VoteResult.LOST : VoteResult.PENDING;
  }

  /// A picture of what was acknowledged; see {@link MajorityConfig#describe}.
  public String describe(AckedIndexer acked) {
    return new MajorityConfig(ids()).describe(acked);
  }

  /// As the library writes it: `(1 2 3)`, or `(1 2)&&(1 2 3)`.
  public String text() {
    return isJoint() ? incoming.text() + "&&" + outgoing.text() : incoming.text();
  }
}
