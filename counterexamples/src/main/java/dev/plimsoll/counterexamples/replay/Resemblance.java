package dev.plimsoll.counterexamples.replay;

import dev.plimsoll.checker.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Whether a value that another tool has written says the same as one of ours.
///
/// Other languages write the same otherwise, so this is more lenient than equality:
///
/// - a list, a tuple and a function from as many keys, taken in their order, are alike,
/// - a multiset and a function to how often each element is there are alike,
/// - a constant, a string and a variant without a value are alike,
/// - a variant and a record with a field that holds its name are alike,
/// - a record and a tuple are alike,
/// - names are compared without regard to case, `_`, `-` and spaces,
/// - what is known by its text only is like anything.
final class Resemblance {

  static boolean isAlike(Value theirs, Value ours) {
    if (theirs.equals(ours) || theirs instanceof Value.Opaque || ours instanceof Value.Opaque) {
      return true;
    }
    return switch (ours) {
      case Value.Bool _, Value.Int _, Value.Opaque _ -> false;
      case Value.Text(var name) -> isName(theirs, name);
      case Value.Sequence(var elements) -> areAlike(inOrder(theirs), elements);
      case Value.Collected(var elements) -> isCollection(theirs, elements);
      case Value.Mapping(var entries) -> isMapping(theirs, entries);
      case Value.Fields(var tag, var fields) -> isRecord(theirs, tag, fields);
    };
  }

  private static boolean isName(Value theirs, String name) {
    return switch (theirs) {
      case Value.Text(var text) -> isSame(text, name);
      case Value.Fields(var tag, var fields) -> fields.isEmpty() && isSame(tag, name);
      default -> false;
    };
  }

  /// Whether two names are the same but for how they are written.
  static boolean isSame(String theirs, String ours) {
    return bare(theirs).equals(bare(ours));
  }

  private static String bare(String name) {
    return name.replaceAll("[_\\- ]", "").toLowerCase(Locale.ROOT);
  }

  /// The elements of a list, or of a function in the order of its keys; nothing for other values.
  private static List<Value> inOrder(Value value) {
    return switch (value) {
      case Value.Sequence(var elements) -> elements;
      case Value.Mapping(var entries) -> entries.stream().map(Map.Entry::getValue).toList();
      case Value.Fields(var tag, var fields) when tag.isEmpty() -> List.copyOf(fields.values());
      default -> List.of(value);
    };
  }

  private static boolean areAlike(List<Value> theirs, List<Value> ours) {
    if (theirs.size() != ours.size()) {
      return false;
    }
    for (var i = 0; i < ours.size(); i++) {
      if (!isAlike(theirs.get(i), ours.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCollection(Value theirs, List<Value> ours) {
    return switch (theirs) {
      case Value.Collected(var elements) -> isPermutation(elements, ours);
      case Value.Sequence(var elements) -> isPermutation(elements, ours);
      case Value.Mapping(var entries) -> isPermutation(copies(entries), ours);
      default -> false;
    };
  }

  /// Each key as often as its value says; of other values than small numbers, each entry once.
  private static List<Value> copies(List<Map.Entry<Value, Value>> entries) {
    var copies = new ArrayList<Value>();
    for (var entry : entries) {
      var often = entry.getValue() instanceof Value.Int(var count) ? Math.clamp(count, 0, 100) : 1;
      for (var i = 0; i < often; i++) {
        copies.add(entry.getKey());
      }
    }
    return copies;
  }

  private static boolean isPermutation(List<Value> theirs, List<Value> ours) {
    var left = new ArrayList<>(ours);
    for (var each : theirs) {
      var like = left.stream().filter(other -> isAlike(each, other)).findFirst();
      if (like.isEmpty()) {
        return false;
      }
      left.remove(like.get());
    }
    return left.isEmpty();
  }

  private static boolean isMapping(Value theirs, List<Map.Entry<Value, Value>> ours) {
    var values = ours.stream().map(Map.Entry::getValue).toList();
    return switch (theirs) {
      case Value.Mapping(var entries) ->
          isPermutation(
              entries.stream().map(Resemblance::pair).toList(),
              ours.stream().map(Resemblance::pair).toList());
      case Value.Sequence(var elements) -> areAlike(elements, values);
      default -> false;
    };
  }

  private static Value pair(Map.Entry<Value, Value> entry) {
    return new Value.Sequence(List.of(entry.getKey(), entry.getValue()));
  }

  private static boolean isRecord(Value theirs, String tag, Map<String, Value> ours) {
    return switch (theirs) {
      case Value.Fields(var theirTag, var fields) when !tag.isEmpty() && !theirTag.isEmpty() ->
          isSame(theirTag, tag) && haveAlike(fields, ours);
      case Value.Fields(_, var fields) -> haveAlike(without(fields, tag), ours);
      case Value.Sequence(var elements) -> areAlike(elements, List.copyOf(ours.values()));
      case Value.Text(var name) -> ours.isEmpty() && isSame(name, tag);
      default -> false;
    };
  }

  /// The fields without the one that holds the name of the variant.
  private static Map<String, Value> without(Map<String, Value> fields, String tag) {
    var rest = new LinkedHashMap<>(fields);
    if (!tag.isEmpty()) {
      rest.values().removeIf(value -> isName(value, tag));
    }
    return rest;
  }

  private static boolean haveAlike(Map<String, Value> theirs, Map<String, Value> ours) {
    if (theirs.size() != ours.size()) {
      return false;
    }
    if (theirs.keySet().equals(Set.of("value")) && !ours.containsKey("value")) {
      return isAlike(theirs.values().iterator().next(), ours.values().iterator().next());
    }
    return ours.entrySet().stream()
        .allMatch(
            field ->
                theirs.entrySet().stream()
                    .anyMatch(
                        other ->
                            isSame(other.getKey(), field.getKey())
                                && isAlike(other.getValue(), field.getValue())));
  }

  private Resemblance() {}
}
