package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import java.util.List;

/// How much actions of one rule differ: in a trace without some of its steps, terms and versions
/// are other numbers, but what happens may be the same.
final class Likeness {

  /// The difference of what has nothing to do with each other.
  static final int UNLIKE = 1_000_000;

  /// That of parts, at least.
  private static final int PART = 1_000;

  /// How many parts of their arguments and choices differ and, where as many do, by how much
  /// numbers do; {@link #UNLIKE} or more where messages are of different kinds.
  static int difference(Trace.Action a, Trace.Action b) {
    return difference(a.arguments(), b.arguments()) + difference(a.choices(), b.choices());
  }

  private static int difference(List<Value> a, List<Value> b) {
    var difference = PART * Math.abs(a.size() - b.size());
    for (var i = 0; i < Math.min(a.size(), b.size()); i++) {
      difference += difference(a.get(i), b.get(i));
    }
    return difference;
  }

  private static int difference(Value a, Value b) {
    if (a.equals(b)) {
      return 0;
    }
    return switch (a) {
      case Value.Fields(var tag, var fields)
          when b instanceof Value.Fields(var otherTag, var others) ->
          tag.equals(otherTag)
              ? difference(List.copyOf(fields.values()), List.copyOf(others.values()))
              : UNLIKE;
      case Value.Sequence(var elements) when b instanceof Value.Sequence(var others) ->
          difference(elements, others);
      case Value.Int(var number) when b instanceof Value.Int(var other) ->
          PART + (int) Math.min(PART - 1, Math.abs((double) number - other));
      default -> PART;
    };
  }

  private Likeness() {}
}
