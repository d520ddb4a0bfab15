package dev.plimsoll.properties.graph;

import dev.plimsoll.checker.value.Change;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.properties.graph.StateGraph.Edge;
import dev.plimsoll.properties.graph.StateGraph.Vertex;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What is written on the states and steps of a graph: short, and safe for every format.
final class Label {

  private static final int MOST_LINES = 12;
  private static final int WIDEST = 80;

  /// The lines for a state: its number and what is special about it, then what differs from the
  /// state that the model starts in.
  static List<String> of(Vertex vertex, SequencedMap<String, Value> start) {
    var lines = new ArrayList<String>();
    lines.add(heading(vertex));
    vertex.violated().forEach(claim -> lines.add(cut("violates \"" + claim + "\"")));
    if (vertex.failure() != null) {
      lines.add(cut("throws " + vertex.failure()));
    }
    var content = content(vertex, start);
    content.stream().limit(MOST_LINES).map(Label::cut).forEach(lines::add);
    if (content.size() > MOST_LINES) {
      lines.add("... %d more".formatted(content.size() - MOST_LINES));
    }
    if (vertex.leaving() > 0) {
      lines.add(
          "%d step%s not shown".formatted(vertex.leaving(), vertex.leaving() == 1 ? "" : "s"));
    }
    return lines;
  }

  private static String heading(Vertex vertex) {
    return "s"
        + vertex.number()
        + (vertex.isInitial() ? ", initial" : "")
        + (vertex.traceSteps().isEmpty() ? "" : ", step " + numbers(vertex.traceSteps()));
  }

  private static List<String> content(Vertex vertex, SequencedMap<String, Value> start) {
    if (vertex.state().equals(start)) {
      return start.entrySet().stream()
          .map(variable -> variable.getKey() + " = " + variable.getValue())
          .toList();
    }
    return Change.between(start, vertex.state()).stream().map(Label::text).toList();
  }

  private static String text(Change change) {
    var before = change.before();
    var after = change.after();
    if (before == null) {
      return change.path() + " + " + after;
    }
    return after == null ? change.path() + " - " + before : change.path() + " = " + after;
  }

  /// The line for a step.
  static String of(Edge edge) {
    var action = cut(edge.action().toString());
    return edge.traceSteps().isEmpty() ? action : numbers(edge.traceSteps()) + ": " + action;
  }

  /// Numbers in a list.
  static String numbers(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String cut(String text) {
    var line = printable(text);
    if (line.length() <= WIDEST) {
      return line;
    }
    var end = Character.isHighSurrogate(line.charAt(WIDEST - 1)) ? WIDEST - 1 : WIDEST;
    return line.substring(0, end) + " ...";
  }

  /// The text with what no format can hold, or what would break a line, named by its code, such as
  /// `[U+0007]`.
  static String printable(String text) {
    var printable = new StringBuilder();
    text.codePoints()
        .forEach(
            code -> {
              if (Character.isISOControl(code)
                  || Character.getType(code) == Character.SURROGATE
                  || (code & 0xFFFE) == 0xFFFE) {
                printable.append("[U+%04X]".formatted(code));
              } else {
                printable.appendCodePoint(code);
              }
            });
    return printable.toString();
  }

  private Label() {}
}
