package dev.plimsoll.counterexamples.trace;

import dev.plimsoll.properties.trace.TraceEvent;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A trace as it was read.
///
/// @param events one at least
/// @param ids of the nodes whose number in the events is not their id, by number: those of more
///     than 2^30
public record RecordedTrace(List<TraceEvent> events, SortedMap<Integer, String> ids) {
  public RecordedTrace {
    events = List.copyOf(events);
    ids = Collections.unmodifiableSortedMap(new TreeMap<>(ids));
  }
}
