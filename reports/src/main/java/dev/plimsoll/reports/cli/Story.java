package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/// What leads to a violation, as the names of steps.
final class Story {

  private Story() {}

  static List<String> of(ClaimResult claim) {
    var trace = claim.trace();
    return trace == null ? List.of() : of(trace);
  }

  /// The names of the steps, from the initial state on.
  static List<String> actions(Trace trace) {
    return trace.steps().stream().skip(1).map(step -> String.valueOf(step.action())).toList();
  }

  private static List<String> of(Trace trace) {
    var lines = new ArrayList<String>();
    var actions = actions(trace);
    var loop = trace.loop();
    for (var step = 1; step < trace.length(); step++) {
      if (loop != null && step == loop + 1) {
        lines.add("       and then again and again:");
      }
      lines.add("  %3d  %s".formatted(step, actions.get(step - 1)));
    }
    if (loop != null && loop == trace.length() - 1) {
      lines.add("       and nothing happens any more");
    }
    return lines;
  }
}
