package dev.plimsoll.properties.trace;

import dev.plimsoll.raft.quorum.JointConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/// Up to where a leader knows the logs of the others to be like its own; tracker.Progress, `Match`.
///
/// A trace does not tell who is a learner, so that of a node which was no voter it is open whether
/// what it said was noted: then there are a least and a most.
final class Matches {

  /// @param least at least noted
  /// @param most at most noted
  record Match(int least, int most) {
    static final Match NONE = new Match(0, 0);
  }

  private final Map<Integer, Match> matches = new HashMap<>();

  /// Forgets everything but that the leader has its own log.
  void reset(int leader, int last) {
    matches.clear();
    matches.put(leader, new Match(last, last));
  }

  Match of(int node) {
    return matches.getOrDefault(node, Match.NONE);
  }

  /// A voter has a log up to here: that is noted.
  void voter(int node, int index) {
    var match = of(node);
    matches.put(node, new Match(Math.max(match.least(), index), Math.max(match.most(), index)));
  }

  /// A node that may be a learner, or none, has a log up to here.
  void stranger(int node, int index) {
    var match = of(node);
    matches.put(node, new Match(match.least(), Math.max(match.most(), index)));
  }

  /// Of who is no voter (any more) it is open what is still known.
  void members(JointConfig voters) {
    matches.replaceAll((node, match) -> voters.contains(node) ? match : new Match(0, match.most()));
  }

  /// The index that a quorum has at least.
  int least(JointConfig voters) {
    return voters.committedIndex(node -> OptionalInt.of(of(node).least()));
  }

  /// The index that a quorum has at most.
  int most(JointConfig voters) {
    return voters.committedIndex(node -> OptionalInt.of(of(node).most()));
  }
}
