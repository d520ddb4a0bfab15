package dev.plimsoll.reports.html;

import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.reports.html.chart.Lanes;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The paths of changes, as they are shown.
///
/// An object that may be absent is a list of one element, or of none: `pods[1][0].phase` is the
/// phase of what is at `pods[1]`, if anything is, and is shown as `pods[1].phase`.
///
/// @param optional the variables, or families of them, that hold at most one thing each, in all
///     states
record Paths(Set<String> optional, Set<String> families) {

  static Paths of(Trace trace, Lanes lanes) {
    var optional = new HashSet<String>();
    for (var name : trace.steps().getFirst().state().sequencedKeySet()) {
      var isFamily = lanes.families().containsKey(name);
      var isOptional =
          trace.steps().stream()
              .map(step -> Objects.requireNonNull(step.state().get(name)))
              .flatMap(value -> (isFamily ? members(value) : List.of(value)).stream())
              .allMatch(it -> it instanceof Value.Sequence(var some) && some.size() <= 1);
      if (isOptional) {
        optional.add(name);
      }
    }
    return new Paths(optional, lanes.families().keySet());
  }

  private static List<Value> members(Value family) {
    return family instanceof Value.Sequence(var members) ? members : List.of();
  }

  /// The path without the place of what may be absent.
  String shown(String path) {
    var name = Lanes.variable(path);
    if (!optional.contains(name)) {
      return path;
    }
    var from = families.contains(name) ? path.indexOf(']', name.length()) + 1 : name.length();
    return path.startsWith("[0]", from) ? path.substring(0, from) + path.substring(from + 3) : path;
  }
}
