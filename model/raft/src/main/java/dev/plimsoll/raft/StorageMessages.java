package dev.plimsoll.raft;

import dev.plimsoll.raft.Message.MsgStorageAppend;
import dev.plimsoll.raft.Message.MsgStorageAppendResp;
import dev.plimsoll.raft.Message.MsgStorageApply;
import dev.plimsoll.raft.Message.MsgStorageApplyResp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The messages to the threads that save and apply, and their answers; rawnode.go,
/// `newStorageAppendMsg` and `newStorageApplyMsg`.
final class StorageMessages {

  static List<Message> of(
      int id,
      NodeState now,
      @Nullable HardState hardState,
      List<Entry> entries,
      @Nullable Snapshot snapshot,
      List<Entry> committed) {
    var messages = new ArrayList<Message>();
    var responses = new ArrayList<>(now.outbox().messagesAfterAppend());
    if (!entries.isEmpty() || hardState != null || snapshot != null || !responses.isEmpty()) {
      var saved = saved(id, now, snapshot);
      if (saved != null) {
        responses.add(saved);
      }
      messages.add(new MsgStorageAppend(id, hardState, entries, snapshot, responses));
    }
    if (!committed.isEmpty()) {
      var applied = new MsgStorageApplyResp(id, committed);
      messages.add(new MsgStorageApply(id, committed, List.of(applied)));
    }
    return messages;
  }

  /// What to say when all is saved; null if there is nothing to say. It names the last entry of
  /// the log, and with it the term in which it was the last: if entries were replaced meanwhile
  /// and replaced again, the same entry may be the last while it is not saved.
  static @Nullable Message saved(int id, NodeState now, @Nullable Snapshot snapshot) {
    var entries = now.log().hasNextOrInProgressUnstableEntries();
    return !entries && snapshot == null
        ? null
        : new MsgStorageAppendResp(
            now.term(), id, entries ? now.log().lastEntryId() : EntryId.NONE, snapshot);
  }

  private StorageMessages() {}
}
