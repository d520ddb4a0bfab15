package dev.plimsoll.properties.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.properties.SharedFolder;
import dev.plimsoll.properties.trace.TraceEvent.Action;
import dev.plimsoll.properties.trace.TraceEvent.Change;
import dev.plimsoll.properties.trace.TraceEvent.Kind;
import dev.plimsoll.properties.trace.TraceEvent.OwnProgress;
import dev.plimsoll.properties.trace.TracedMessage.MessageType;
import dev.plimsoll.raft.StateType;
import dev.plimsoll.raft.quorum.JointConfig;
import dev.plimsoll.raft.quorum.MajorityConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Traces that the library recorded, with what state_trace.go writes.
final class RecordedTraces {

  static List<Path> files() {
    return SharedFolder.files(
        SharedFolder.fixtures("etcd-raft").resolve("traces"),
        name -> name.endsWith(".trace.ndjson") || name.endsWith("-example.ndjson"));
  }

  static List<TraceEvent> read(Path file) {
    return events(lines(file));
  }

  /// The events as they were written.
  static List<JsonNode> lines(Path file) {
    return SharedFolder.ndjson(file).stream().map(line -> line.get("event")).toList();
  }

  static List<TraceEvent> events(List<JsonNode> lines) {
    var events = new ArrayList<TraceEvent>();
    for (var line : lines) {
      events.add(event(events.size() + 1, line));
    }
    return events;
  }

  static TraceEvent event(int line, JsonNode json) {
    var state = json.get("state");
    var properties = json.path("prop");
    var change = properties.path("cc");
    return new TraceEvent(
        line,
        named(Kind.values(), json.get("name")),
        json.get("nid").asInt(),
        state.get("term").asInt(),
        state.get("vote").asInt(),
        state.get("commit").asInt(),
        named(StateType.values(), json.get("role")),
        json.get("log").asInt(),
        new JointConfig(
            new MajorityConfig(ids(json.get("conf").get(0))),
            new MajorityConfig(ids(json.get("conf").get(1)))),
        Optional.ofNullable(json.get("msg")).map(RecordedTraces::message),
        changes(change.path("changes")),
        ids(change.path("newconf")),
        Optional.ofNullable(properties.get("match"))
            .map(match -> new OwnProgress(match.asInt(), properties.get("next").asInt())));
  }

  private static TracedMessage message(JsonNode json) {
    return new TracedMessage(
        named(MessageType.values(), json.get("type")),
        json.get("term").asInt(),
        json.get("from").asInt(),
        json.get("to").asInt(),
        json.get("entries").asInt(),
        json.get("logTerm").asInt(),
        json.get("index").asInt(),
        json.get("commit").asInt(),
        json.get("vote").asInt(),
        json.get("reject").asBoolean(),
        json.get("rejectHint").asInt());
  }

  private static List<Change> changes(JsonNode json) {
    var changes = new ArrayList<Change>();
    json.forEach(
        change ->
            changes.add(
                new Change(
                    change.get("nid").asInt(), named(Action.values(), change.get("action")))));
    return changes;
  }

  private static List<Integer> ids(JsonNode json) {
    var ids = new ArrayList<Integer>();
    json.forEach(id -> ids.add(id.asInt()));
    return ids;
  }

  private static <E extends Enum<E>> E named(E[] constants, JsonNode name) {
    return Arrays.stream(constants)
        .filter(constant -> constant.toString().equals(name.asText()))
        .findFirst()
        .orElseThrow();
  }

  private RecordedTraces() {}
}
