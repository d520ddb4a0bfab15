package dev.plimsoll.raft;

import java.util.List;

/// What a node knows; raft.go, `raft`, v3.6.0.
///
/// Equal knowledge is an equal value: what only a candidate or only a leader uses is empty in other
/// roles.
///
/// @param vote who got its vote in this term; {@link Node#NONE} for nobody
/// @param lead who leads in this term; {@link Node#NONE} if it does not know
/// @param votes of a candidate or pre-candidate: by server, the answers so far; else empty
/// @param progress of a leader: by server, what it knows of the log; else empty
public record NodeState(
    int term,
    int vote,
    RaftLog log,
    StateType state,
    int lead,
    List<Quorum.Vote> votes,
    List<Progress> progress) {

  public NodeState {
    votes = List.copyOf(votes);
    progress = List.copyOf(progress);
  }

  /// A node that was never started before.
  public static NodeState initial() {
    return restarted(new HardState.Saved(new HardState(0, Node.NONE, 0), List.of()));
  }

  /// A node that starts from what it has saved; `newRaft`.
  public static NodeState restarted(HardState.Saved saved) {
    var hard = saved.hardState();
    return new NodeState(
        hard.term(),
        hard.vote(),
        new RaftLog(saved.entries(), hard.commit()),
        StateType.FOLLOWER,
        Node.NONE,
        List.of(),
        List.of());
  }
}
