package dev.plimsoll.properties.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plimsoll.properties.trace.TraceEvent.Action;
import dev.plimsoll.properties.trace.TraceEvent.Kind;
import dev.plimsoll.properties.trace.TracedMessage.MessageType;
import dev.plimsoll.raft.StateType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/// A line of a trace of which one field is changed.
///
/// @param field where it is, as a pointer of JSON (RFC 6901)
/// @param way in which of the ways that there are for it
record FieldChange(String field, int way, JsonNode changed) {

  /// A node that is in no trace.
  static final int ABSENT = 999;

  /// More than there is of anything in a trace.
  private static final int FAR = 100_000;

  private static final List<String> NODES = List.of("" + ABSENT, "1", "2", "3", "0");

  /// The changes of a line that are wanted, by field and way.
  ///
  /// @throws IllegalArgumentException if it has a field that is not known
  static List<FieldChange> of(JsonNode event, BiPredicate<String, Integer> isWanted) {
    var changes = new ArrayList<FieldChange>();
    for (var field : fields("", event)) {
      var now = event.at(field);
      var way = 0;
      for (var other : others(field, now)) {
        way++;
        if (!other.equals(now) && isWanted.test(field, way)) {
          changes.add(new FieldChange(field, way, with(event, field, other)));
        }
      }
    }
    return changes;
  }

  /// All that is no object, but lists as a whole, except the two of `conf`.
  private static List<String> fields(String at, JsonNode json) {
    if (json.isObject()) {
      return json.properties().stream()
          .flatMap(each -> fields(at + "/" + each.getKey(), each.getValue()).stream())
          .toList();
    }
    return at.equals("/conf") ? List.of("/conf/0", "/conf/1") : List.of(at);
  }

  private static List<JsonNode> others(String field, JsonNode now) {
    return switch (field) {
      case "/name" -> Arrays.stream(Kind.values()).map(FieldChange::text).toList();
      case "/role" -> Arrays.stream(StateType.values()).map(FieldChange::text).toList();
      case "/msg/type" -> Arrays.stream(MessageType.values()).map(FieldChange::text).toList();
      case "/nid", "/state/vote", "/msg/from", "/msg/to", "/msg/vote" ->
          NODES.stream().map(FieldChange::text).toList();
      case "/msg/reject" -> List.of(BooleanNode.valueOf(!now.asBoolean()));
      case "/state/term",
          "/state/commit",
          "/log",
          "/msg/term",
          "/msg/entries",
          "/msg/logTerm",
          "/msg/index",
          "/msg/commit",
          "/msg/rejectHint",
          "/prop/match",
          "/prop/next" ->
          Stream.of(now.asInt() + 1, Math.max(0, now.asInt() - 1), now.asInt() + FAR)
              .<JsonNode>map(IntNode::valueOf)
              .toList();
      case "/conf/0", "/conf/1", "/prop/cc/newconf" -> members((ArrayNode) now);
      case "/prop/cc/changes" -> changes((ArrayNode) now);
      default -> throw new IllegalArgumentException("a field that is not known: " + field);
    };
  }

  private static JsonNode text(Object written) {
    return TextNode.valueOf(written.toString());
  }

  private static List<JsonNode> members(ArrayNode now) {
    var fewer = now.deepCopy();
    if (!fewer.isEmpty()) {
      fewer.remove(fewer.size() - 1);
    }
    return List.of(now.deepCopy().add("" + ABSENT), fewer);
  }

  private static List<JsonNode> changes(ArrayNode now) {
    var other = now.deepCopy();
    ((ObjectNode) other.get(0)).put("nid", "" + ABSENT);
    var all = new ArrayList<JsonNode>(List.of(other));
    for (var action : Action.values()) {
      var done = now.deepCopy();
      ((ObjectNode) done.get(0)).put("action", action.toString());
      all.add(done);
    }
    return all;
  }

  private static JsonNode with(JsonNode event, String field, JsonNode value) {
    var changed = event.deepCopy();
    var end = field.lastIndexOf('/');
    var name = field.substring(end + 1);
    switch (changed.at(field.substring(0, end))) {
      case ObjectNode object -> object.set(name, value);
      case ArrayNode array -> array.set(Integer.parseInt(name), value);
      default -> throw new IllegalArgumentException("no field of anything: " + field);
    }
    return changed;
  }
}
