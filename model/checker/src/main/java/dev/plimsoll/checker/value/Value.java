package dev.plimsoll.checker.value;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What a variable holds, as a tree that every part of Plimsoll can show, compare and write down.
///
/// The order of values is total and the same in every run, so that sets and maps are written in one
/// way. {@link Values#of} makes the tree of any value of a model.
public sealed interface Value extends Comparable<Value> {

  /// A truth value.
  record Bool(boolean value) implements Value {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /// A whole number.
  record Int(long value) implements Value {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /// A string, or the name of an enum's constant.
  record Text(String value) implements Value {
    @Override
    public String toString() {
      return value;
    }
  }

  /// A list.
  record Sequence(List<Value> elements) implements Value {
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public String toString() {
      return joined(elements, "[", "]");
    }
  }

  /// A set, or a multiset.
  ///
  /// @param elements sorted
  record Collected(List<Value> elements) implements Value {
    public Collected {
      elements = elements.stream().sorted().toList();
    }

    @Override
    public String toString() {
      return joined(elements, "{", "}");
    }
  }

  /// A map.
  ///
  /// @param entries sorted by key
  record Mapping(List<Map.Entry<Value, Value>> entries) implements Value {
    public Mapping {
      entries = entries.stream().sorted(Map.Entry.comparingByKey()).toList();
    }

    @Override
    public String toString() {
      return entries.stream()
          .map(entry -> entry.getKey() + ": " + entry.getValue())
          .collect(Collectors.joining(", ", "{", "}"));
    }
  }

  /// A record: named fields in order of declaration.
  ///
  /// @param tag the name of the record's class where it is one case of a sealed type, else empty
  record Fields(String tag, SequencedMap<String, Value> fields) implements Value {
    @Override
    public String toString() {
      if (fields.isEmpty() && !tag.isEmpty()) {
        return tag;
      }
      return fields.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + entry.getValue())
          .collect(Collectors.joining(", ", tag + "(", ")"));
    }
  }

  /// Something else, known only by its text.
  record Opaque(String text) implements Value {
    @Override
    public String toString() {
      return text;
    }
  }

  @Override
  default int compareTo(Value other) {
    return ValueOrder.compare(this, other);
  }

  /// A number that depends on the whole value, the same in every process. Different values have
  /// different ones, but for a chance of one in 2^64.
  default long digest() {
    return ValueDigest.of(this);
  }

  private static String joined(List<Value> elements, String open, String close) {
    return elements.stream().map(Value::toString).collect(Collectors.joining(", ", open, close));
  }
}
