package dev.plimsoll.reports.html.text;

import dev.plimsoll.checker.value.Change;
import dev.plimsoll.checker.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What something is, or what changed, in a few words: `deleting: true` for
/// `pods[0][0].meta.deleting  false -> true`.
public final class Gist {

  private static final int VALUE_LENGTH = 16;
  private static final int LENGTH = 120;
  private static final int MOST_LEAVES = 12;
  private static final int MOST = 2;
  private static final Pattern INDICES = Pattern.compile("(\\[[^\\]]*])+$");

  /// The first of some changes, and whether there are more.
  public static String of(List<Change> changes) {
    var first = String.join(", ", changes.stream().limit(MOST).map(Gist::of).toList());
    return changes.size() > MOST ? first + ", …" : first;
  }

  /// A change.
  public static String of(Change change) {
    var after = change.after();
    var name = name(change.path());
    if (after == null) {
      return name + " −";
    }
    return change.before() == null && !isShort(after)
        ? name + " +"
        : name + ": " + Excerpt.of(after, VALUE_LENGTH);
  }

  /// The fields of a value that are neither empty nor false, wherever they are in it.
  public static String of(Value value) {
    var leaves = new ArrayList<String>();
    collect("", value, leaves);
    return Excerpt.of(String.join(", ", leaves), LENGTH);
  }

  private static void collect(String name, Value value, List<String> into) {
    if (into.size() > MOST_LEAVES) {
      return;
    }
    switch (value) {
      case Value.Fields(var tag, var fields) -> {
        if (!tag.isEmpty()) {
          into.add(tag);
        }
        fields.forEach((field, each) -> collect(field, each, into));
      }
      case Value.Sequence(var elements) when isOfOne(elements) ->
          collect(name, elements.getFirst(), into);
      case Value.Sequence(var elements) when elements.isEmpty() -> {}
      case Value.Collected(var elements) when elements.isEmpty() -> {}
      case Value.Mapping(var entries) when entries.isEmpty() -> {}
      case Value.Bool(var truth) when !truth -> {}
      default -> into.add((name.isEmpty() ? "" : name + ": ") + Excerpt.of(value, VALUE_LENGTH));
    }
  }

  private static boolean isOfOne(List<Value> elements) {
    return elements.size() == 1;
  }

  /// The last name of a path, with its index where it is a variable.
  private static String name(String path) {
    var dot = path.lastIndexOf('.');
    var last = path.substring(dot + 1);
    return dot < 0 ? last.replaceFirst("\\[0]$", "") : INDICES.matcher(last).replaceFirst("");
  }

  private static boolean isShort(Value value) {
    return !(value instanceof Value.Fields(_, var fields) && !fields.isEmpty());
  }

  private Gist() {}
}
