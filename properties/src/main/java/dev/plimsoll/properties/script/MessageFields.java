package dev.plimsoll.properties.script;

import dev.plimsoll.raft.Entry;
import dev.plimsoll.raft.EntryId;
import dev.plimsoll.raft.HardState;
import dev.plimsoll.raft.Message;
import dev.plimsoll.raft.Message.MsgApp;
import dev.plimsoll.raft.Message.MsgAppResp;
import dev.plimsoll.raft.Message.MsgHeartbeat;
import dev.plimsoll.raft.Message.MsgPreVote;
import dev.plimsoll.raft.Message.MsgPreVoteResp;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Message.MsgReadIndex;
import dev.plimsoll.raft.Message.MsgReadIndexResp;
import dev.plimsoll.raft.Message.MsgSnap;
import dev.plimsoll.raft.Message.MsgSnapStatus;
import dev.plimsoll.raft.Message.MsgStorageAppend;
import dev.plimsoll.raft.Message.MsgStorageAppendResp;
import dev.plimsoll.raft.Message.MsgStorageApply;
import dev.plimsoll.raft.Message.MsgStorageApplyResp;
import dev.plimsoll.raft.Message.MsgVote;
import dev.plimsoll.raft.Message.MsgVoteResp;
import dev.plimsoll.raft.Snapshot;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The fields of a message as the library's one type for all has them: zero, empty or null where a
/// message has none; raftpb/raft.proto, `Message`.
public record MessageFields(
    int logTerm,
    int index,
    int commit,
    int vote,
    boolean reject,
    int rejectHint,
    List<Entry> entries,
    @Nullable Snapshot snapshot,
    List<Message> responses) {

  private static final MessageFields NONE = of(EntryId.NONE, 0, List.of());

  /// Those of a message.
  public static MessageFields of(Message message) {
    return switch (message) {
      case MsgVote(_, _, _, var last, _, _) -> of(last, 0, List.of());
      case MsgPreVote(_, _, _, var last, _) -> of(last, 0, List.of());
      case MsgVoteResp(_, _, _, var reject) -> rejected(reject, EntryId.NONE, 0);
      case MsgPreVoteResp(_, _, _, var reject) -> rejected(reject, EntryId.NONE, 0);
      case MsgSnapStatus(_, _, var reject) -> rejected(reject, EntryId.NONE, 0);
      case MsgApp(_, _, _, var prev, var entries, var commit) -> of(prev, commit, entries);
      case MsgAppResp(_, _, _, var index, var reject, var hint) ->
          rejected(reject, new EntryId(hint.term(), index), hint.index());
      case MsgHeartbeat(_, _, _, var commit, _) -> of(EntryId.NONE, commit, List.of());
      case MsgProp(_, _, var entries) -> of(EntryId.NONE, 0, entries);
      case MsgReadIndex(_, _, var context) -> of(EntryId.NONE, 0, read(context));
      case MsgReadIndexResp(_, _, _, var index, var context) ->
          of(new EntryId(0, index), 0, read(context));
      case MsgSnap(_, _, _, var snapshot) -> of(EntryId.NONE, snapshot);
      case MsgStorageAppend(_, var hardState, var entries, var snapshot, var responses) ->
          append(hardState, entries, snapshot, responses);
      case MsgStorageAppendResp(_, _, var last, var snapshot) -> of(last, snapshot);
      case MsgStorageApply(_, var entries, var responses) -> append(null, entries, null, responses);
      case MsgStorageApplyResp(_, var entries) -> of(EntryId.NONE, 0, entries);
      case Message.Local _, Message.Peer _ -> NONE;
    };
  }

  private static MessageFields of(EntryId id, int commit, List<Entry> entries) {
    return new MessageFields(id.term(), id.index(), commit, 0, false, 0, entries, null, List.of());
  }

  private static MessageFields rejected(boolean reject, EntryId id, int hint) {
    return new MessageFields(id.term(), id.index(), 0, 0, reject, hint, List.of(), null, List.of());
  }

  private static MessageFields of(EntryId id, @Nullable Snapshot snapshot) {
    return new MessageFields(id.term(), id.index(), 0, 0, false, 0, List.of(), snapshot, List.of());
  }

  private static MessageFields append(
      @Nullable HardState hardState,
      List<Entry> entries,
      @Nullable Snapshot snapshot,
      List<Message> responses) {
    var hard = Objects.requireNonNullElse(hardState, HardState.EMPTY);
    return new MessageFields(
        0, 0, hard.commit(), hard.vote(), false, 0, entries, snapshot, responses);
  }

  private static List<Entry> read(String context) {
    return List.of(Entry.proposal(context));
  }
}
