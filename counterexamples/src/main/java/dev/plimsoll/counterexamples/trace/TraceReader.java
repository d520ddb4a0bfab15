package dev.plimsoll.counterexamples.trace;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.Json.Members;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.properties.trace.TraceEvent;
import dev.plimsoll.properties.trace.TraceEvent.Action;
import dev.plimsoll.properties.trace.TraceEvent.Change;
import dev.plimsoll.properties.trace.TraceEvent.Kind;
import dev.plimsoll.properties.trace.TraceEvent.OwnProgress;
import dev.plimsoll.properties.trace.TracedMessage;
import dev.plimsoll.properties.trace.TracedMessage.MessageType;
import dev.plimsoll.raft.StateType;
import dev.plimsoll.raft.quorum.JointConfig;
import dev.plimsoll.raft.quorum.MajorityConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a trace: of the lines of a log in JSON, those with `"tag": "trace"`, and of these `event`
/// (state_trace.go, `TracingEvent`).
///
/// Ids of nodes have 64 bits; see {@link RecordedTrace#ids}.
public final class TraceReader {

  /// The longest line that is read, in characters.
  public static final int MOST_CHARACTERS = 100_000;

  /// The most members that a list of nodes may have.
  public static final int MOST_NODES = 1_000;

  private static final int MOST = 1 << 30;

  private final JsonSource source;
  private final NodeNumbers nodes;
  private final int line;

  private TraceReader(String file, NodeNumbers nodes, int line) {
    this.source = new JsonSource(file);
    this.nodes = nodes;
    this.line = line;
  }

  /// Reads the events of a file.
  ///
  /// @param file how messages name the text
  /// @throws UnreadableException if a line is not what it should be, or there is no event
  public static RecordedTrace read(String file, String text) {
    var events = new ArrayList<TraceEvent>();
    var nodes = new NodeNumbers();
    var number = 0;
    for (var line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (line.length() > MOST_CHARACTERS) {
        throw new UnreadableException(
            file, number, "expected at most %d characters".formatted(MOST_CHARACTERS));
      }
      if (!line.isBlank()) {
        new TraceReader(file, nodes, number).line(line).ifPresent(events::add);
      }
    }
    if (events.isEmpty()) {
      throw new UnreadableException(
          file, "expected lines with \"tag\": \"trace\", as etcd's Raft library logs them");
    }
    return new RecordedTrace(events, nodes.renumbered());
  }

  private Optional<TraceEvent> line(String text) {
    var json = source.members(JsonReader.read(source.file(), line, text));
    var tag = source.optional(json, "tag");
    if (tag == null || !source.text(tag).equals("trace")) {
      return Optional.empty();
    }
    return Optional.of(event(source.members(source.required(json, "event"))));
  }

  private TraceEvent event(Members json) {
    var kind = source.constant(json, "name", List.of(Kind.values()));
    var state = source.members(source.required(json, "state"));
    var conf = source.pair(source.required(json, "conf"));
    var given = source.optional(json, "msg");
    var message = given == null ? null : message(source.members(given));
    if ((message != null) != (kind.sends() || kind.receives())) {
      throw source.unexpected(message == null ? "a \"msg\" of " + kind : "no \"msg\"", json);
    }
    if (message != null && kind != message.type().sent() && kind != message.type().received()) {
      throw new UnreadableException(
          source.file(), line, "expected another type of message in " + kind);
    }
    var properties = members(json, "prop");
    var change = properties.flatMap(each -> members(each, "cc"));
    var changes = change.map(this::changes).orElse(List.of());
    if (kind == Kind.CHANGE_CONF && changes.isEmpty()) {
      throw source.unexpected("the \"changes\" of " + kind, json);
    }
    return new TraceEvent(
        line,
        kind,
        node(json, "nid"),
        number(state, "term"),
        nodeOrNone(state, "vote"),
        number(state, "commit"),
        source.constant(json, "role", List.of(StateType.values())),
        number(json, "log"),
        new JointConfig(
            new MajorityConfig(nodes(conf.getFirst())), new MajorityConfig(nodes(conf.getLast()))),
        Optional.ofNullable(message),
        changes,
        change.map(this::newVoters).orElse(List.of()),
        properties.filter(each -> source.optional(each, "match") != null).map(this::own));
  }

  private Optional<Members> members(Members json, String name) {
    return Optional.ofNullable(source.optional(json, name)).map(source::members);
  }

  private OwnProgress own(Members json) {
    return new OwnProgress(number(json, "match"), number(json, "next"));
  }

  private TracedMessage message(Members json) {
    return new TracedMessage(
        source.constant(json, "type", List.of(MessageType.values())),
        number(json, "term"),
        node(json, "from"),
        node(json, "to"),
        number(json, "entries"),
        number(json, "logTerm"),
        number(json, "index"),
        number(json, "commit"),
        nodeOrNone(json, "vote"),
        source.bool(source.required(json, "reject")),
        number(json, "rejectHint"));
  }

  private List<Change> changes(Members json) {
    var given = source.optional(json, "changes");
    return given == null ? List.of() : few(given).stream().map(this::change).toList();
  }

  private Change change(Json json) {
    var change = source.members(json);
    return new Change(
        node(change, "nid"), source.constant(change, "action", List.of(Action.values())));
  }

  private List<Integer> newVoters(Members json) {
    var given = source.optional(json, "newconf");
    return given == null ? List.of() : nodes(given);
  }

  private List<Integer> nodes(Json json) {
    var nodes = few(json).stream().map(this::node).toList();
    if (nodes.stream().distinct().count() < nodes.size()) {
      throw source.unexpected("each node once", json);
    }
    return nodes;
  }

  private List<Json> few(Json json) {
    var elements = source.elements(json);
    if (elements.size() > MOST_NODES) {
      throw source.unexpected("at most %d nodes".formatted(MOST_NODES), json);
    }
    return elements;
  }

  private int node(Members json, String name) {
    return node(source.required(json, name));
  }

  private int node(Json json) {
    var number = nodeOrNone(json);
    if (number == 0) {
      throw source.unexpected("the id of a node", json);
    }
    return number;
  }

  private int nodeOrNone(Members json, String name) {
    return nodeOrNone(source.required(json, name));
  }

  private int nodeOrNone(Json json) {
    var id = json instanceof Json.Numeral(var value, _) ? value.toPlainString() : source.text(json);
    return nodes
        .of(id)
        .orElseThrow(
            () ->
                source.unexpected(
                    "the id of a node, of 64 bits in decimal or small hexadecimal digits", json));
  }

  private int number(Members json, String name) {
    var value = source.required(json, name);
    var number = source.whole(value);
    if (number < 0 || number > MOST) {
      throw source.unexpected("\"%s\" of 0 to %d".formatted(name, MOST), value);
    }
    return (int) number;
  }
}
