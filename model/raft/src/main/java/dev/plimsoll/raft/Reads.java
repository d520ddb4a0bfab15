package dev.plimsoll.raft;

import dev.plimsoll.raft.Message.MsgReadIndex;
import java.util.List;

/// What a node knows of reads.
///
/// @param readOnly of a leader: reads that wait for a quorum
/// @param pending of a leader: reads that wait for it to commit an entry of its term
///     (`pendingReadIndexMessages`)
/// @param states reads that may be answered, to be handed out (`readStates`)
public record Reads(ReadOnly readOnly, List<MsgReadIndex> pending, List<ReadState> states) {

  /// No reads.
  public static final Reads NONE = new Reads(ReadOnly.NONE, List.of(), List.of());

  public Reads {
    pending = List.copyOf(pending);
    states = List.copyOf(states);
  }
}
