package dev.plimsoll.reports.html.chart;

import dev.plimsoll.checker.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From whom and to whom a message is, where its record says so.
///
/// @param from an index or a name; null where the record does not say
/// @param to an index or a name; null where the record does not say
record Endpoints(@Nullable Value from, @Nullable Value to) {

  private static final List<String> SENDERS = List.of("src", "from", "source", "sender");
  private static final List<String> RECEIVERS =
      List.of("dst", "to", "dest", "destination", "receiver");

  static Endpoints of(Value message) {
    return message instanceof Value.Fields(_, var fields)
        ? new Endpoints(first(fields, SENDERS), first(fields, RECEIVERS))
        : new Endpoints(null, null);
  }

  private static @Nullable Value first(Map<String, Value> fields, List<String> names) {
    for (var name : names) {
      var value = fields.get(name);
      if (value instanceof Value.Int || value instanceof Value.Text) {
        return value;
      }
    }
    return null;
  }
}
