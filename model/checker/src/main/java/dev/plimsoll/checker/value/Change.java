package dev.plimsoll.checker.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One difference between two values, as deep inside them as it can be told.
///
/// @param path where, such as `server[1].log[2]`
/// @param before null where something was added
/// @param after null where something was removed
public record Change(String path, @Nullable Value before, @Nullable Value after) {

  /// The differences between the values of variables, in order of the variables.
  public static List<Change> between(
      SequencedMap<String, Value> before, SequencedMap<String, Value> after) {
    var changes = new ArrayList<Change>();
    var names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    for (var name : names) {
      compare(name, before.get(name), after.get(name), changes);
    }
    return changes;
  }

  private static void compare(
      String path, @Nullable Value before, @Nullable Value after, List<Change> into) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before == null || after == null) {
      into.add(new Change(path, before, after));
      return;
    }
    switch (before) {
      case Value.Sequence(var old) when after instanceof Value.Sequence(var now) ->
          compareElements(path, old, now, into);
      case Value.Collected(var old) when after instanceof Value.Collected(var now) -> {
        minus(old, now).forEach(gone -> into.add(new Change(path, gone, null)));
        minus(now, old).forEach(come -> into.add(new Change(path, null, come)));
      }
      case Value.Mapping old when after instanceof Value.Mapping now ->
          compareEntries(path, "[%s]", keyed(old), keyed(now), into);
      case Value.Fields(var tag, var old)
          when after instanceof Value.Fields(var otherTag, var now) && tag.equals(otherTag) ->
          compareEntries(path, ".%s", old, now, into);
      default -> into.add(new Change(path, before, after));
    }
  }

  /// Elements of lists of one length are compared in place; otherwise what lies between the common
  /// beginning and the common end was taken out and put in, as where a queue loses its head.
  private static void compareElements(
      String path, List<Value> old, List<Value> now, List<Change> into) {
    var shorter = Math.min(old.size(), now.size());
    var start = 0;
    var end = 0;
    if (old.size() != now.size()) {
      while (start < shorter && old.get(start).equals(now.get(start))) {
        start++;
      }
      while (end < shorter - start
          && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
        end++;
      }
    }
    for (var i = start; i < Math.max(old.size(), now.size()) - end; i++) {
      compare("%s[%d]".formatted(path, i), at(old, i, end), at(now, i, end), into);
    }
  }

  private static void compareEntries(
      String path,
      String step,
      Map<String, Value> before,
      Map<String, Value> after,
      List<Change> into) {
    var keys = new LinkedHashSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (var key : keys) {
      compare(path + step.formatted(key), before.get(key), after.get(key), into);
    }
  }

  private static Map<String, Value> keyed(Value.Mapping mapping) {
    return mapping.entries().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toString(),
                Map.Entry::getValue,
                (first, second) -> first,
                LinkedHashMap::new));
  }

  /// The element at `index`, unless it is among the last `end` or beyond.
  private static @Nullable Value at(List<Value> values, int index, int end) {
    return index < values.size() - end ? values.get(index) : null;
  }

  /// The elements of `all` that are left after taking out each of `taken` once.
  private static List<Value> minus(List<Value> all, List<Value> taken) {
    var left = new ArrayList<>(all);
    taken.forEach(left::remove);
    return left;
  }

  @Override
  public String toString() {
    if (before == null) {
      return "%s  + %s".formatted(path, after);
    }
    return after == null
        ? "%s  - %s".formatted(path, before)
        : "%s  %s -> %s".formatted(path, before, after);
  }
}
