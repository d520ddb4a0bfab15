package dev.plimsoll.raft;

import dev.plimsoll.raft.tracker.ConfState;

/// What an application has made of the entries up to one; raftpb/raft.proto, `Snapshot`.
///
/// @param last the last of these entries
/// @param confState the members then
/// @param data the application's
public record Snapshot(EntryId last, ConfState confState, String data) {

  /// Before the first entry, of nobody.
  public static final Snapshot EMPTY = of(ConfState.EMPTY);

  /// Before the first entry.
  public static Snapshot of(ConfState confState) {
    return new Snapshot(EntryId.NONE, confState, "");
  }

  /// The index of the last entry.
  public int index() {
    return last.index();
  }

  /// Whether it is of no entry; `IsEmptySnap`.
  public boolean isEmpty() {
    return last.index() == 0;
  }
}
