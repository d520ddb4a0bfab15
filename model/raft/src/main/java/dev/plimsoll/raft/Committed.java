package dev.plimsoll.raft;

import dev.plimsoll.raft.quorum.JointConfig;
import java.util.ArrayList;
import java.util.List;

/// What leaders have committed so far, the longest log of it, whatever becomes of them.
///
/// @param term of the leader that committed the last of the entries
/// @param entries from index 1 on
/// @param voters to that leader's knowledge, once it had applied them
public record Committed(int term, List<Entry> entries, JointConfig voters) {
  public Committed {
    entries = List.copyOf(entries);
  }

  /// What everybody starts with.
  static Committed nothing(JointConfig voters) {
    return new Committed(0, List.of(), voters);
  }

  /// What is committed when this leader's commit index has advanced.
  Committed by(NodeState leader) {
    var log = leader.log();
    if (log.committed() <= entries.size()) {
      return this;
    }
    var all = new ArrayList<>(entries.subList(0, log.firstIndex() - 1));
    all.addAll(log.committedEntries());
    return new Committed(leader.term(), all, leader.tracker().config().voters());
  }
}
