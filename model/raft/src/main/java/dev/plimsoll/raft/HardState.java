package dev.plimsoll.raft;

import java.util.List;

/// What a node must have saved before it answers; raftpb/raft.proto, `HardState`, v3.6.0.
///
/// @param vote who got its vote in this term; {@link Node#NONE} for nobody
/// @param commit the index of the last entry known to be committed
public record HardState(int term, int vote, int commit) {

  /// A disk: the hard state and the log as they were saved last.
  public record Saved(HardState hardState, List<Entry> entries) {
    public Saved {
      entries = List.copyOf(entries);
    }

    /// What the node has to save.
    public static Saved of(NodeState node) {
      return new Saved(
          new HardState(node.term(), node.vote(), node.log().committed()), node.log().entries());
    }

    /// Whether saving this over `previous` needs an fsync; rawnode.go, `MustSync`, v3.6.0: a commit
    /// index alone does not.
    public boolean mustSync(Saved previous) {
      return hardState.term() != previous.hardState.term()
          || hardState.vote() != previous.hardState.vote()
          || !entries.equals(previous.entries);
    }

    /// Whether the log begins with these entries.
    public boolean holds(List<Entry> prefix) {
      return entries.size() >= prefix.size() && entries.subList(0, prefix.size()).equals(prefix);
    }
  }
}
