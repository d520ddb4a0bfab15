package dev.plimsoll.raft;

/// An entry of a log; its index is its place. After raftpb/raft.proto, `Entry`, v3.6.0, of type
/// `EntryNormal`.
///
/// @param data the number of the proposal, from 1; {@link #EMPTY} for none
public record Entry(int term, int data) {

  /// The data of the entry that a leader appends on its election.
  public static final int EMPTY = 0;
}
