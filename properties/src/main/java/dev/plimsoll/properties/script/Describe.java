package dev.plimsoll.properties.script;

import dev.plimsoll.raft.Entry;
import dev.plimsoll.raft.Entry.Payload;
import dev.plimsoll.raft.HardState;
import dev.plimsoll.raft.Message;
import dev.plimsoll.raft.Node;
import dev.plimsoll.raft.Ready;
import dev.plimsoll.raft.Snapshot;
import dev.plimsoll.raft.tracker.ConfState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What the library's values look like in its tests; util.go, `DescribeReady` and the like.
final class Describe {

  /// All that is to do.
  static String ready(Ready ready) {
    var text = new StringBuilder();
    var soft = ready.softState();
    if (soft != null) {
      text.append("Lead:%d State:%s\n".formatted(soft.lead(), soft.state()));
    }
    var hard = ready.hardState();
    if (hard != null) {
      text.append("HardState %s\n".formatted(hardState(hard)));
    }
    if (!ready.readStates().isEmpty()) {
      text.append(
          ready.readStates().stream()
              .map(read -> "{%d %s}".formatted(read.index(), bytes(read.context())))
              .collect(Collectors.joining(" ", "ReadStates [", "]\n")));
    }
    if (!ready.entries().isEmpty()) {
      text.append("Entries:\n").append(entries(ready.entries()));
    }
    var snapshot = ready.snapshot();
    if (snapshot != null) {
      text.append("Snapshot %s\n".formatted(snapshot(snapshot)));
    }
    if (!ready.committedEntries().isEmpty()) {
      text.append("CommittedEntries:\n").append(entries(ready.committedEntries()));
    }
    if (!ready.messages().isEmpty()) {
      text.append("Messages:\n");
      ready.messages().forEach(message -> text.append(message(message)).append('\n'));
    }
    return text.isEmpty()
        ? "<empty Ready>"
        : "Ready MustSync=%b:\n%s".formatted(ready.mustSync(), text);
  }

  private static String bytes(String text) {
    var bytes = new ArrayList<String>();
    for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
      bytes.add(Integer.toString(Byte.toUnsignedInt(octet)));
    }
    return "[" + String.join(" ", bytes) + "]";
  }

  private static String hardState(HardState state) {
    return "Term:%d%s Commit:%d"
        .formatted(
            state.term(), state.vote() == Node.NONE ? "" : " Vote:" + state.vote(), state.commit());
  }

  static String snapshot(Snapshot snapshot) {
    return "Index:%d Term:%d ConfState:%s"
        .formatted(snapshot.index(), snapshot.last().term(), confState(snapshot.confState()));
  }

  private static String confState(ConfState state) {
    return "Voters:%s VotersOutgoing:%s Learners:%s LearnersNext:%s AutoLeave:%b"
        .formatted(
            ids(state.voters()),
            ids(state.votersOutgoing()),
            ids(state.learners()),
            ids(state.learnersNext()),
            state.autoLeave());
  }

  private static String ids(List<Integer> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
  }

  /// Entries, a line each.
  static String entries(List<Entry> entries) {
    return entries.stream().map(entry -> entry(entry) + "\n").collect(Collectors.joining());
  }

  /// An entry.
  static String entry(Entry entry) {
    var payload =
        switch (entry.payload()) {
          case Payload.Normal(var data) -> "EntryNormal " + quoted(data);
          case Payload.Change(var change) ->
              ((change.v1() ? "EntryConfChange " : "EntryConfChangeV2 ") + change.text()).strip();
        };
    return "%d/%d %s".formatted(entry.term(), entry.index(), payload);
  }

  /// As Go quotes strings.
  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                  if (c < ' ' || c == 0x7f) {
                    quoted.append("\\x%02x".formatted(c));
                  } else {
                    quoted.appendCodePoint(c);
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }

  /// A message, in one line or more.
  static String message(Message message) {
    return message("", message);
  }

  private static String message(String indent, Message message) {
    var fields = MessageFields.of(message);
    var text = new StringBuilder(indent);
    text.append(
        "%s->%s %s Term:%d Log:%d/%d"
            .formatted(
                target(message.from()),
                target(message.to()),
                message.type(),
                message.term(),
                fields.logTerm(),
                fields.index()));
    if (fields.reject()) {
      text.append(" Rejected (Hint: %d)".formatted(fields.rejectHint()));
    }
    if (fields.commit() != 0) {
      text.append(" Commit:").append(fields.commit());
    }
    if (fields.vote() != Node.NONE) {
      text.append(" Vote:").append(fields.vote());
    }
    var entries = fields.entries();
    if (entries.size() == 1) {
      text.append(" Entries:[%s]".formatted(entry(entries.getFirst())));
    } else if (!entries.isEmpty()) {
      text.append(" Entries:[");
      entries.forEach(entry -> text.append("\n%s  %s".formatted(indent, entry(entry))));
      text.append("\n%s]".formatted(indent));
    }
    var snapshot = fields.snapshot();
    if (snapshot != null && !snapshot.isEmpty()) {
      text.append("\n%s  Snapshot: %s".formatted(indent, snapshot(snapshot)));
    }
    if (!fields.responses().isEmpty()) {
      text.append(" Responses:[");
      fields.responses().forEach(r -> text.append('\n').append(message(indent + "  ", r)));
      text.append("\n%s]".formatted(indent));
    }
    return text.toString();
  }

  private static String target(int id) {
    return switch (id) {
      case Node.NONE -> "None";
      case Node.LOCAL_APPEND_THREAD -> "AppendThread";
      case Node.LOCAL_APPLY_THREAD -> "ApplyThread";
      default -> Integer.toHexString(id);
    };
  }

  private Describe() {}
}
