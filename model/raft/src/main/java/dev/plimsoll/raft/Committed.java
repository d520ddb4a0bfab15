package dev.plimsoll.raft;

import java.util.List;

/// What leaders have committed so far, the longest log of it, whatever becomes of them.
///
/// @param term of the leader that committed the last of the entries
public record Committed(int term, List<Entry> entries) {
  public Committed {
    entries = List.copyOf(entries);
  }

  /// What everybody starts with.
  static final Committed NOTHING = new Committed(0, List.of());

  /// What is committed when this leader's commit index has advanced.
  Committed by(NodeState leader) {
    return leader.log().committed() > entries.size()
        ? new Committed(leader.term(), leader.log().committedEntries())
        : this;
  }
}
