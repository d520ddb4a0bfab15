package dev.plimsoll.checker.value;

import java.util.ArrayList;
import java.util.List;

/// A total order of values: by kind, then by what they contain, left to right.
final class ValueOrder {

  static int compare(Value a, Value b) {
    return switch (a) {
      case Value.Bool(var x) when b instanceof Value.Bool(var y) -> Boolean.compare(x, y);
      case Value.Int(var x) when b instanceof Value.Int(var y) -> Long.compare(x, y);
      case Value.Text(var x) when b instanceof Value.Text(var y) -> x.compareTo(y);
      case Value.Opaque(var x) when b instanceof Value.Opaque(var y) -> x.compareTo(y);
      case Value.Sequence(var x) when b instanceof Value.Sequence(var y) -> compareAll(x, y);
      case Value.Collected(var x) when b instanceof Value.Collected(var y) -> compareAll(x, y);
      case Value.Mapping x when b instanceof Value.Mapping y ->
          compareAll(flattened(x), flattened(y));
      case Value.Fields x when b instanceof Value.Fields y -> compareFields(x, y);
      default -> Integer.compare(rank(a), rank(b));
    };
  }

  private static int compareFields(Value.Fields x, Value.Fields y) {
    var byTag = x.tag().compareTo(y.tag());
    return byTag != 0
        ? byTag
        : compareAll(List.copyOf(x.fields().values()), List.copyOf(y.fields().values()));
  }

  private static int compareAll(List<Value> x, List<Value> y) {
    for (var i = 0; i < Math.min(x.size(), y.size()); i++) {
      var order = compare(x.get(i), y.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(x.size(), y.size());
  }

  /// The keys and values of a map, in turn.
  static List<Value> flattened(Value.Mapping mapping) {
    var values = new ArrayList<Value>();
    for (var entry : mapping.entries()) {
      values.add(entry.getKey());
      values.add(entry.getValue());
    }
    return values;
  }

  private static int rank(Value value) {
    return switch (value) {
      case Value.Bool ignored -> 0;
      case Value.Int ignored -> 1;
      case Value.Text ignored -> 2;
      case Value.Sequence ignored -> 3;
      case Value.Collected ignored -> 4;
      case Value.Mapping ignored -> 5;
      case Value.Fields ignored -> 6;
      case Value.Opaque ignored -> 7;
    };
  }

  private ValueOrder() {}
}
