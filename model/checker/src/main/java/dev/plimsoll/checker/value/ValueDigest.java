package dev.plimsoll.checker.value;

import dev.plimsoll.checker.memory.Words;
import java.util.List;

/// Numbers for values, by what they contain.
final class ValueDigest {

  static long of(Value value) {
    return switch (value) {
      case Value.Bool(var flag) -> with(1, flag ? 1 : 0);
      case Value.Int(var number) -> with(2, number);
      case Value.Text(var text) -> withText(3, text);
      case Value.Opaque(var text) -> withText(4, text);
      case Value.Sequence(var elements) -> withAll(5, elements);
      case Value.Collected(var elements) -> withAll(6, elements);
      case Value.Mapping mapping -> withAll(7, ValueOrder.flattened(mapping));
      case Value.Fields(var tag, var fields) ->
          withAll(withText(8, tag), List.copyOf(fields.values()));
    };
  }

  private static long with(long digest, long part) {
    return Words.mix(Words.mix(digest) + part);
  }

  private static long withText(long digest, String text) {
    var all = with(digest, text.length());
    for (var i = 0; i < text.length(); i++) {
      all = with(all, text.charAt(i));
    }
    return all;
  }

  private static long withAll(long digest, List<Value> parts) {
    var all = with(digest, parts.size());
    for (var part : parts) {
      all = with(all, of(part));
    }
    return all;
  }

  private ValueDigest() {}
}
