package dev.plimsoll.properties.raft;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.raft.EntryId;
import dev.plimsoll.raft.Message;
import dev.plimsoll.raft.Message.MsgApp;
import dev.plimsoll.raft.Message.MsgAppResp;
import dev.plimsoll.raft.Message.MsgBeat;
import dev.plimsoll.raft.Message.MsgHeartbeat;
import dev.plimsoll.raft.Message.MsgHeartbeatResp;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgPreVote;
import dev.plimsoll.raft.Message.MsgPreVoteResp;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Message.MsgVote;
import dev.plimsoll.raft.Message.MsgVoteResp;
import java.util.List;

/// A message as etcd's library has it: one record for all types, with zero where a type has no such
/// field.
record Wire(
    String type,
    int from,
    int to,
    int term,
    int index,
    int logTerm,
    int commit,
    boolean reject,
    int rejectHint,
    int entries) {

  static Wire of(JsonNode json) {
    return new Wire(
        json.get("type").asText(),
        json.get("from").asInt(),
        json.get("to").asInt(),
        json.get("term").asInt(),
        json.get("index").asInt(),
        json.get("logTerm").asInt(),
        json.get("commit").asInt(),
        json.get("reject").asBoolean(),
        json.get("rejectHint").asInt(),
        json.path("entries").size());
  }

  static List<Wire> all(List<Message> messages) {
    return messages.stream().map(Wire::of).toList();
  }

  static Wire of(Message message) {
    return switch (message) {
      case MsgVote(_, _, _, var last) -> of(message, last, 0, false, 0, 0);
      case MsgPreVote(_, _, _, var last) -> of(message, last, 0, false, 0, 0);
      case MsgVoteResp(_, _, _, var reject) -> of(message, EntryId.NONE, 0, reject, 0, 0);
      case MsgPreVoteResp(_, _, _, var reject) -> of(message, EntryId.NONE, 0, reject, 0, 0);
      case MsgApp(_, _, _, var prev, var entries, var commit) ->
          of(message, prev, commit, false, 0, entries.size());
      case MsgAppResp(_, _, _, var index, var reject, var hint) ->
          of(message, new EntryId(hint.term(), index), 0, reject, hint.index(), 0);
      case MsgHeartbeat(_, _, _, var commit) -> of(message, EntryId.NONE, commit, false, 0, 0);
      case MsgHeartbeatResp _ -> of(message, EntryId.NONE, 0, false, 0, 0);
      case MsgProp _ -> of(message, EntryId.NONE, 0, false, 0, 1);
      case MsgHup _, MsgBeat _ -> throw new AssertionError(message + " is never sent");
    };
  }

  private static Wire of(
      Message message, EntryId id, int commit, boolean reject, int rejectHint, int entries) {
    return new Wire(
        message.getClass().getSimpleName(),
        message.from(),
        message.to(),
        message.term(),
        id.index(),
        id.term(),
        commit,
        reject,
        rejectHint,
        entries);
  }
}
