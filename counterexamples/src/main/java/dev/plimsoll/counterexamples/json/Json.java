package dev.plimsoll.counterexamples.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/// A value of JSON (RFC 8259).
public sealed interface Json {

  /// The line of the file on which it begins, from 1; 0 where it was not read from a file.
  int line();

  /// What it is, in words, for messages.
  String kind();

  /// An object: names and values, in order.
  record Members(SequencedMap<String, Json> members, int line) implements Json {
    public Members {
      members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /// An array.
  record Elements(List<Json> elements, int line) implements Json {
    public Elements {
      elements = List.copyOf(elements);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /// A string.
  record Text(String value, int line) implements Json {
    @Override
    public String kind() {
      return "the string \"%s\"".formatted(value);
    }
  }

  /// A number, exact.
  record Numeral(BigDecimal value, int line) implements Json {
    @Override
    public String kind() {
      return "the number " + value;
    }
  }

  /// `true` or `false`.
  record Bool(boolean value, int line) implements Json {
    @Override
    public String kind() {
      return Boolean.toString(value);
    }
  }

  /// `null`.
  record Null(int line) implements Json {
    @Override
    public String kind() {
      return "null";
    }
  }

  /// A string to be written.
  static Json text(String value) {
    return new Text(value, 0);
  }

  /// A whole number to be written.
  static Json number(long value) {
    return new Numeral(BigDecimal.valueOf(value), 0);
  }

  /// A truth value to be written.
  static Json bool(boolean value) {
    return new Bool(value, 0);
  }

  /// A list to be written: each element as `encoding` says.
  static <T> Json list(Iterable<? extends T> elements, Function<? super T, Json> encoding) {
    var encoded = new ArrayList<Json>();
    elements.forEach(element -> encoded.add(encoding.apply(element)));
    return new Elements(encoded, 0);
  }

  /// An object to be written, one member after the other.
  static Builder object() {
    return new Builder();
  }

  /// Collects the members of an object.
  final class Builder {
    private final LinkedHashMap<String, Json> members = new LinkedHashMap<>();

    private Builder() {}

    /// Adds a member.
    public Builder with(String name, Json value) {
      members.put(name, value);
      return this;
    }

    /// Adds a string.
    public Builder with(String name, String value) {
      return with(name, text(value));
    }

    /// Adds a whole number.
    public Builder with(String name, long value) {
      return with(name, number(value));
    }

    /// Adds a truth value.
    public Builder with(String name, boolean value) {
      return with(name, bool(value));
    }

    /// The object.
    public Members build() {
      return new Members(members, 0);
    }
  }
}
