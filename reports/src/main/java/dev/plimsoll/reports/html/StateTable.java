package dev.plimsoll.reports.html;

import dev.plimsoll.checker.value.Value;
import dev.plimsoll.reports.html.text.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A whole state, laid out for the page: each variable is a table of records, a list of entries, or
/// one value.
///
/// @param variables in order of declaration
public record StateTable(List<Variable> variables) {

  /// The most rows that are shown of one variable.
  static final int MOST_ROWS = 40;

  private static final int MOST_COLUMNS = 16;
  private static final int CELL_LENGTH = 160;

  /// A variable.
  ///
  /// @param columns the fields, where it holds records of one kind; empty otherwise
  /// @param more how many rows are left out
  public record Variable(String name, List<String> columns, List<Row> rows, int more) {}

  /// An entry of a variable.
  ///
  /// @param label the index, the key or the kind of message; empty where there is none
  public record Row(String label, List<Entry> entries) {}

  /// A value within a row.
  ///
  /// @param changed whether this step gave it its value
  public record Entry(String text, boolean changed) {}

  /// Lays out a state.
  ///
  /// @param before the state of the step before; null in the first
  static StateTable of(
      SequencedMap<String, Value> state, @Nullable SequencedMap<String, Value> before) {
    var variables = new ArrayList<Variable>();
    state.forEach(
        (name, value) ->
            variables.add(
                variable(name, value, before == null ? value : before.getOrDefault(name, value))));
    return new StateTable(List.copyOf(variables));
  }

  /// About how many characters of the page it takes.
  int size() {
    var size = 0;
    for (var variable : variables) {
      for (var row : variable.rows()) {
        for (var entry : row.entries()) {
          size += 40 + entry.text().length();
        }
      }
    }
    return size;
  }

  private static Variable variable(String name, Value value, Value before) {
    return switch (value) {
      case Value.Sequence(var elements) when !elements.isEmpty() -> {
        var old = before instanceof Value.Sequence(var others) ? others : List.<Value>of();
        var items = new ArrayList<Item>();
        for (var i = 0; i < elements.size(); i++) {
          items.add(new Item("[" + i + "]", elements.get(i), i < old.size() ? old.get(i) : null));
        }
        yield table(name, items);
      }
      case Value.Collected(var elements) when !elements.isEmpty() -> {
        var old = new ArrayList<>(before instanceof Value.Collected(var all) ? all : List.of());
        yield table(
            name,
            elements.stream()
                .map(
                    element ->
                        new Item(tag(element), element, old.remove(element) ? element : null))
                .toList());
      }
      case Value.Mapping(var entries) when !entries.isEmpty() ->
          table(
              name,
              entries.stream()
                  .map(
                      entry ->
                          new Item(
                              Excerpt.of(entry.getKey(), CELL_LENGTH),
                              entry.getValue(),
                              lookUp(before, entry.getKey())))
                  .toList());
      case Value.Fields fields when fields.fields().size() > 1 ->
          table(name, List.of(new Item("", fields, before)));
      default ->
          new Variable(name, List.of(), List.of(new Row("", List.of(entry(value, before)))), 0);
    };
  }

  /// An element of a collection, and what was in its place before.
  private record Item(String label, Value value, @Nullable Value before) {}

  private static String tag(Value value) {
    return value instanceof Value.Fields(var tag, var fields) && !fields.isEmpty() ? tag : "";
  }

  private static @Nullable Value lookUp(Value mapping, Value key) {
    return mapping instanceof Value.Mapping(var entries)
        ? entries.stream()
            .filter(entry -> entry.getKey().equals(key))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null)
        : null;
  }

  private static Variable table(String name, List<Item> items) {
    var columns = columns(items);
    var rows =
        items.stream()
            .limit(MOST_ROWS)
            .map(item -> new Row(item.label(), entries(item, columns)))
            .toList();
    return new Variable(name, columns, rows, items.size() - rows.size());
  }

  /// The fields that all items have alike; none where they are not records of one kind.
  private static List<String> columns(List<Item> items) {
    if (!(items.getFirst().value() instanceof Value.Fields(var tag, var fields))
        || fields.isEmpty()
        || fields.size() > MOST_COLUMNS) {
      return List.of();
    }
    var names = List.copyOf(fields.keySet());
    var alike =
        items.stream()
            .allMatch(
                item ->
                    item.value() instanceof Value.Fields(var otherTag, var others)
                        && otherTag.equals(tag)
                        && names.equals(List.copyOf(others.keySet())));
    return alike ? names : List.of();
  }

  private static List<Entry> entries(Item item, List<String> columns) {
    if (!(item.value() instanceof Value.Fields(_, var fields)) || columns.isEmpty()) {
      return List.of(entry(item.value(), item.before()));
    }
    var old =
        item.before() instanceof Value.Fields(_, var others) ? others : Map.<String, Value>of();
    return columns.stream()
        .map(column -> entry(Objects.requireNonNull(fields.get(column)), old.get(column)))
        .toList();
  }

  private static Entry entry(Value value, @Nullable Value before) {
    return new Entry(Excerpt.of(value, CELL_LENGTH), !value.equals(before));
  }
}
