package dev.plimsoll.properties.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.properties.trace.Impossible.Reason;
import dev.plimsoll.properties.trace.TraceEvent.Kind;
import java.util.AbstractList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Mutants of traces, of which one field of one line is changed: of each field of each kind of
/// event, and of each way to change it, one of each of some traces, the first that {@link
/// Impossible} knows to be no behaviour.
final class FieldMutants {

  /// @param text which field of what, at which line
  record Mutant(String text, List<TraceEvent> trace) {}

  private record Way(String field, int way) {}

  private final int most;
  private final Map<Way, Integer> ways = new HashMap<>();
  private final SortedMap<String, Integer> made = new TreeMap<>();
  private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
  private final SortedMap<String, Integer> open = new TreeMap<>();
  private final SortedSet<String> fields = new TreeSet<>();

  /// @param most how many traces are changed in one way
  FieldMutants(int most) {
    this.most = most;
  }

  /// The fields that there are: the kind of event, its type of message, and the field.
  SortedSet<String> fields() {
    return fields;
  }

  /// How many were made of each field.
  SortedMap<String, Integer> made() {
    return made;
  }

  /// How many were made for each reason.
  Map<Reason, Integer> reasons() {
    return reasons;
  }

  /// How many changes of each field were passed over, as they may be behaviours.
  SortedMap<String, Integer> open() {
    return open;
  }

  /// Makes those of one trace.
  void of(List<JsonNode> lines, Consumer<Mutant> then) {
    var trace = RecordedTraces.events(lines);
    var impossible = new Impossible(trace);
    var done = new HashSet<Way>();
    for (var at = 0; at < trace.size(); at++) {
      var event = name(trace.get(at));
      for (var change :
          FieldChange.of(lines.get(at), (field, way) -> isWanted(done, event + field, way))) {
        var way = new Way(event + change.field(), change.way());
        var changed = RecordedTraces.event(at + 1, change.changed());
        if (!isEvent(changed)) {
          continue;
        }
        var reason = impossible.with(at, changed);
        if (reason.isEmpty()) {
          open.merge(way.field, 1, Integer::sum);
        } else {
          done.add(way);
          ways.merge(way, 1, Integer::sum);
          made.merge(way.field, 1, Integer::sum);
          reasons.merge(reason.get(), 1, Integer::sum);
          var text = "%s (%s) at line %d".formatted(way.field, reason.get(), at + 1);
          then.accept(new Mutant(text, with(trace, at, changed)));
        }
      }
    }
  }

  private boolean isWanted(Set<Way> done, String field, int way) {
    fields.add(field);
    var key = new Way(field, way);
    return !done.contains(key) && ways.getOrDefault(key, 0) < most;
  }

  private static String name(TraceEvent event) {
    return event.kind() + event.message().map(m -> " " + m.type()).orElse("") + " ";
  }

  /// What is no event is refused where traces are read.
  private static boolean isEvent(TraceEvent event) {
    var fits =
        event
            .message()
            .map(m -> m.type().sent() == event.kind() || m.type().received() == event.kind())
            .orElse(!event.kind().sends() && !event.kind().receives());
    return fits && (event.kind() != Kind.CHANGE_CONF || !event.changes().isEmpty());
  }

  private static List<TraceEvent> with(List<TraceEvent> trace, int place, TraceEvent changed) {
    return new AbstractList<>() {
      @Override
      public TraceEvent get(int at) {
        return at == place ? changed : trace.get(at);
      }

      @Override
      public int size() {
        return trace.size();
      }
    };
  }
}
