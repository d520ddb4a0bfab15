package dev.plimsoll.reports.explore;

import dev.plimsoll.checker.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A predicate on states as a user writes it: `PATH = TEXT`, `PATH != TEXT` or `PATH ~ TEXT`.
///
/// A path is that of a change, such as `pods[0][0].meta.deleting`; the text is that of the value
/// there, or, after `~`, a part of it. What does not exist is `nothing`.
///
/// @param path where to look
/// @param operator `=`, `!=` or `~`
/// @param text what is sought
record Wanted(String path, String operator, String text) {

  private static final Pattern FORM = Pattern.compile("\\s*(.+?)\\s*(!=|=|~)\\s*(.*?)\\s*");
  private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]]+)|\\[([^\\[\\]]+)]");
  private static final String NOTHING = "nothing";

  /// Reads a predicate.
  ///
  /// @throws IllegalArgumentException if it is none
  static Wanted parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected PATH = TEXT, PATH != TEXT or PATH ~ TEXT, but is \"%s\"".formatted(text));
    }
    return new Wanted(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  /// Whether a state is as is wanted.
  ///
  /// @throws IllegalArgumentException if it has no variable that the path could begin with
  boolean holds(SequencedMap<String, Value> state) {
    var found = find(state);
    return switch (operator) {
      case "=" -> found.equals(text);
      case "!=" -> !found.equals(text);
      default -> found.contains(text);
    };
  }

  private String find(SequencedMap<String, Value> state) {
    var name =
        state.keySet().stream()
            .filter(path::startsWith)
            .max((a, b) -> Integer.compare(a.length(), b.length()))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "\"%s\" begins with none of the variables %s"
                            .formatted(path, String.join(", ", state.keySet()))));
    var value = state.get(name);
    for (var step : steps(path.substring(name.length()))) {
      value = value == null ? null : within(value, step);
    }
    return value == null ? NOTHING : value.toString();
  }

  private List<String> steps(String rest) {
    var steps = new ArrayList<String>();
    var matcher = STEP.matcher(rest);
    var end = 0;
    while (matcher.find() && matcher.start() == end) {
      steps.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
      end = matcher.end();
    }
    if (end < rest.length()) {
      throw new IllegalArgumentException(
          "expected .FIELD or [ENTRY] in \"%s\", but is \"%s\""
              .formatted(path, rest.substring(end)));
    }
    return steps;
  }

  private static @Nullable Value within(Value value, String step) {
    return switch (value) {
      case Value.Fields(_, var fields) -> fields.get(step);
      case Value.Mapping(var entries) ->
          entries.stream()
              .filter(entry -> entry.getKey().toString().equals(step))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
      case Value.Sequence(var elements) -> at(elements, step);
      case Value.Collected(var elements) -> at(elements, step);
      case Value.Bool _, Value.Int _, Value.Text _, Value.Opaque _ -> null;
    };
  }

  private static @Nullable Value at(List<Value> elements, String step) {
    return step.matches("\\d{1,9}") && Integer.parseInt(step) < elements.size()
        ? elements.get(Integer.parseInt(step))
        : null;
  }
}
