package dev.plimsoll.properties.text;

import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Change;
import dev.plimsoll.checker.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A trace as lines of text: the initial state, then each step with only what it changed; and, of
/// one that never ends, what is repeated.
public final class TraceText {

  /// Wider cells of the table do not push the columns after them further to the right.
  private static final int WIDEST = 40;

  private record Row(String number, String action, String path, String change) {}

  private final List<Row> rows = new ArrayList<>();

  private TraceText() {}

  /// The lines of a trace.
  ///
  /// @param note what is said beside the last step; may be empty
  public static List<String> of(Trace trace, String note) {
    var text = new TraceText();
    text.addInitial(trace.steps().getFirst());
    for (var index = 1; index < trace.length(); index++) {
      var action = trace.steps().get(index).action();
      text.addStep(index, action == null ? "(stutters)" : action.toString(), trace.changes(index));
    }
    var lines = new ArrayList<>(text.lines(note));
    forever(trace).ifPresent(forever -> lines.add("  forever: " + forever));
    return List.copyOf(lines);
  }

  /// What goes on forever at the end of a trace, in words; empty for a trace that ends.
  public static Optional<String> forever(Trace trace) {
    var loop = trace.loop();
    if (loop == null) {
      return Optional.empty();
    }
    var last = trace.length() - 1;
    return Optional.of(
        loop == last ? "nothing happens any more" : "steps %d to %d again".formatted(loop, last));
  }

  private void addInitial(Trace.Step initial) {
    initial
        .state()
        .forEach(
            (name, value) -> {
              if (value instanceof Value.Sequence(var elements) && !elements.isEmpty()) {
                IntStream.range(0, elements.size())
                    .forEach(i -> addInitial(name + "[" + i + "]", elements.get(i)));
              } else {
                addInitial(name, value);
              }
            });
    if (rows.isEmpty()) {
      rows.add(new Row("0", "initially", "", ""));
    }
  }

  private void addInitial(String path, Value value) {
    var first = rows.isEmpty();
    rows.add(new Row(first ? "0" : "", first ? "initially" : "", path, value.toString()));
  }

  private void addStep(int index, String action, List<Change> changes) {
    var number = Integer.toString(index);
    if (changes.isEmpty()) {
      rows.add(new Row(number, action, "", "(nothing changes)"));
    }
    for (var change : changes) {
      rows.add(new Row(number, action, change.path(), text(change)));
      number = "";
      action = "";
    }
  }

  private static String text(Change change) {
    var before = change.before();
    var after = change.after();
    if (before == null) {
      return "+ " + after;
    }
    return after == null ? "- " + before : before + " -> " + after;
  }

  private List<String> lines(String note) {
    var numbers = width(rows.stream().map(Row::number).toList());
    var actions = width(rows.stream().map(Row::action).toList());
    var paths = width(rows.stream().map(Row::path).toList());
    var lines = new ArrayList<String>();
    for (var row : rows) {
      lines.add(
          "  %s  %s  %s  %s"
              .formatted(
                  " ".repeat(numbers - row.number.length()) + row.number,
                  padded(row.action, actions),
                  padded(row.path, paths),
                  row.change)
              .stripTrailing());
    }
    if (!note.isEmpty()) {
      lines.add(lines.removeLast() + "   " + note);
    }
    return List.copyOf(lines);
  }

  private static int width(List<String> column) {
    return Math.min(WIDEST, column.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
