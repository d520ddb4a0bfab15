package dev.plimsoll.properties.raft;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.properties.script.MessageFields;
import dev.plimsoll.raft.EntryId;
import dev.plimsoll.raft.Message;
import dev.plimsoll.raft.Snapshot;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as runs of etcd's library are recorded: one record for all types, with zero where a
/// type has no such field.
record Wire(
    String type,
    int from,
    int to,
    int term,
    EntryId id,
    int commit,
    boolean reject,
    int rejectHint,
    List<List<Object>> entries,
    @Nullable Snapshot snapshot) {

  static Wire of(JsonNode json) {
    return new Wire(
        json.get("type").asText(),
        json.get("from").asInt(),
        json.get("to").asInt(),
        json.get("term").asInt(),
        new EntryId(json.get("logTerm").asInt(), json.get("index").asInt()),
        json.get("commit").asInt(),
        json.get("reject").asBoolean(),
        json.get("rejectHint").asInt(),
        RecordedServer.recorded(json.path("entries")),
        json.has("snap") ? snapshot(json.get("snap")) : null);
  }

  private static Snapshot snapshot(JsonNode json) {
    return new Snapshot(
        new EntryId(json.get("term").asInt(), json.get("index").asInt()),
        ConfState.of(ids(json.get("voters")), ids(json.get("learners"))),
        "");
  }

  private static List<Integer> ids(JsonNode json) {
    return json.valueStream().map(JsonNode::asInt).toList();
  }

  static Wire of(Message message) {
    var fields = MessageFields.of(message);
    var snapshot = fields.snapshot();
    return new Wire(
        message.type(),
        message.from(),
        message.to(),
        message.term(),
        new EntryId(fields.logTerm(), fields.index()),
        fields.commit(),
        fields.reject(),
        fields.rejectHint(),
        fields.entries().stream().map(RecordedServer::shown).toList(),
        snapshot == null ? null : new Snapshot(snapshot.last(), snapshot.confState(), ""));
  }
}
