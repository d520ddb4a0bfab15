package dev.plimsoll.properties.trace;

import dev.plimsoll.properties.trace.TraceEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A line without which no behaviour fits a trace, and why that is certain.
enum MissingLine {
  /// The vote before a node becomes leader is the one that completes its quorum.
  VOTE,
  /// A leader is one only after it has become one.
  LEADER,
  /// A node is a candidate only after it has become one.
  CANDIDATE;

  /// The trace without the line that the event at a place depends on; empty where there is none.
  Optional<List<TraceEvent>> of(List<TraceEvent> trace, int at) {
    var kind = trace.get(at).kind();
    return switch (this) {
      case VOTE -> {
        var before = before(trace, at);
        yield kind == Kind.BECOME_LEADER && before >= 0
            ? Optional.of(without(trace, before))
            : Optional.empty();
      }
      case LEADER -> missed(kind == Kind.BECOME_LEADER, trace, at);
      case CANDIDATE -> missed(kind == Kind.BECOME_CANDIDATE, trace, at);
    };
  }

  /// The last event of the same node before.
  private static int before(List<TraceEvent> trace, int at) {
    var index = at - 1;
    while (index >= 0 && trace.get(index).node() != trace.get(at).node()) {
      index--;
    }
    return index;
  }

  /// What is dropped must be missed by a later event of the node.
  private static Optional<List<TraceEvent>> missed(boolean wanted, List<TraceEvent> trace, int at) {
    var node = trace.get(at).node();
    var later = trace.subList(at + 1, trace.size());
    return wanted && later.stream().anyMatch(event -> event.node() == node)
        ? Optional.of(without(trace, at))
        : Optional.empty();
  }

  private static List<TraceEvent> without(List<TraceEvent> trace, int at) {
    var left = new ArrayList<>(trace);
    left.remove(at);
    return left;
  }
}
