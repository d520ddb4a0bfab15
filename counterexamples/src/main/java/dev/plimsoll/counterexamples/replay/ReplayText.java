package dev.plimsoll.counterexamples.replay;

import dev.plimsoll.checker.value.Change;
import dev.plimsoll.counterexamples.Counterexample;
import java.util.ArrayList;
import java.util.List;

/// What a replay has shown, as lines of text.
public final class ReplayText {

  /// The lines for an outcome, the answer in the first.
  public static List<String> of(Counterexample counterexample, Outcome outcome) {
    var claim = counterexample.claim();
    var lines = new ArrayList<String>();
    switch (outcome) {
      case Outcome.StillViolates() ->
          lines.add(
              switch (counterexample.kind()) {
                case SAFETY -> "STILL VIOLATES \"%s\"".formatted(claim);
                case LIVENESS ->
                    "STILL VIOLATES \"%s\": the loop closes and is fair".formatted(claim);
                case DEADLOCK -> "STILL VIOLATES \"%s\": no rule can fire".formatted(claim);
              });
      case Outcome.NoLongerViolates() ->
          lines.add("no longer violates \"%s\": every step fits the model".formatted(claim));
      case Outcome.NotClosed(var loop) ->
          lines.add(
              "does not fit the model: no step leads from the last state to that of step %d"
                  .formatted(loop));
      case Outcome.OtherStart(var differences) -> {
        lines.add("does not fit the model: the model starts in another state, recorded -> model");
        addDifferences(differences, lines);
      }
      case Outcome.OtherState(var step, var action, var differences) -> {
        lines.add(
            "does not fit the model at step %d: %s leads to another state, recorded -> model"
                .formatted(step, action));
        addDifferences(differences, lines);
      }
      case Outcome.NotAllowed(var step, var action, var nearest) -> {
        lines.add(
            "does not fit the model at step %d: %s is not possible there".formatted(step, action));
        lines.add(nearest.isEmpty() ? "no step is possible there" : "the nearest possible steps:");
        nearest.forEach(possible -> lines.add("  " + possible));
      }
    }
    return List.copyOf(lines);
  }

  private static void addDifferences(List<Change> differences, List<String> lines) {
    differences.forEach(difference -> lines.add("  " + difference));
  }

  private ReplayText() {}
}
