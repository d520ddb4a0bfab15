package dev.plimsoll.raft;

import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;

/// What a node must have saved before it answers; raftpb/raft.proto, `HardState`.
///
/// @param vote who got its vote in this term; {@link Node#NONE} for nobody
/// @param commit the index of the last entry known to be committed
public record HardState(int term, int vote, int commit) {

  /// Of a node that was never started.
  public static final HardState EMPTY = new HardState(0, Node.NONE, 0);

  /// Whether saving this over `previous` needs an fsync; rawnode.go, `MustSync`: a commit index
  /// alone does not.
  ///
  /// @param entries whether entries are saved with it
  public boolean mustSync(HardState previous, boolean entries) {
    return entries || vote != previous.vote || term != previous.term;
  }

  /// A disk: the hard state and the log as they were saved last.
  public record Saved(HardState hardState, Storage storage) {

    /// Of a server that has not started anything.
    ///
    /// @param members that it begins with
    static Saved blank(ConfState members) {
      return new Saved(EMPTY, Storage.of(Snapshot.of(members)));
    }

    /// What the node has saved, once it has nothing left to save.
    public static Saved of(NodeState node) {
      return new Saved(node.hardState(), node.log().storage());
    }

    /// Whether saving this over `previous` needs an fsync.
    public boolean mustSync(Saved previous) {
      return hardState.mustSync(previous.hardState, !storage.equals(previous.storage));
    }

    /// Whether the log begins with these entries, as far as they are not compacted.
    public boolean holds(List<Entry> prefix) {
      var gone = storage.compacted().index();
      return prefix.size() <= gone
          || (prefix.size() <= storage.lastIndex()
              && storage
                  .entries(gone + 1, prefix.size() + 1)
                  .equals(prefix.subList(gone, prefix.size())));
    }
  }
}
