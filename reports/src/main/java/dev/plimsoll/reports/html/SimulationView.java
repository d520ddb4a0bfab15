package dev.plimsoll.reports.html;

import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.simulation.Runs;
import dev.plimsoll.checker.simulation.SimulationOptions.Mode;
import dev.plimsoll.reports.RunReport;
import dev.plimsoll.reports.RunReport.Simulated;
import dev.plimsoll.reports.html.text.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a page says of a simulation, where it would say something else of a search.
///
/// @param simulation of the run
record SimulationView(RunReport run, Simulated simulation) {

  /// The answer. Never that a claim holds: no simulation establishes it.
  Verdict verdict() {
    var result = run.result();
    return switch (result.verdict()) {
      case VIOLATED -> new Verdict("bad", "✕", "Violated", violated(""), caveat());
      case DEADLOCK ->
          new Verdict("bad", "✕", "Deadlock", violated(" No rule can fire at its end."), caveat());
      case FAILED ->
          new Verdict(
              "bad",
              "!",
              "The model failed",
              "%s threw an exception%s, in %s, so the claims are not decided."
                  .formatted(Verdict.failed(result), Verdict.with(run), lastRun()),
              caveat());
      case INCOMPLETE ->
          new Verdict(
              "warn",
              "◐",
              "Nothing violated",
              "No claim is violated in %s of at most %s%s."
                  .formatted(
                      runs().mode().counted(runs().made()),
                      Quantity.of(runs().length(), "step"),
                      Verdict.with(run)),
              "What they did not come to is not covered. " + caveat());
      case HOLDS, NEVER_SEEN, LIVENESS_VIOLATED ->
          throw new IllegalStateException("No simulation establishes " + result.verdict());
    };
  }

  private Runs runs() {
    return simulation.runs();
  }

  private String violated(String how) {
    return "%s%s: %s came to it.%s"
        .formatted(
            Verdict.named(run.result(), Status.VIOLATED, "is violated"),
            Verdict.with(run),
            lastRun(),
            how);
  }

  private String lastRun() {
    return runs().mode() + " " + Quantity.of(runs().made());
  }

  /// What traces were shrunk from, and what decided all that was left to chance.
  private String caveat() {
    var shrunk =
        simulation.originals().values().stream()
            .map(original -> Quantity.of(original.steps(), "step"))
            .distinct()
            .collect(Collectors.joining(" and "));
    return "%sThe seed was %d; the command below makes the same runs again."
        .formatted(shrunk.isEmpty() ? "" : "Shrunk from " + shrunk + ". ", runs().seed());
  }

  List<Page.Figure> figures() {
    var result = run.result();
    var seconds = result.elapsed().toMillis() / 1000.0;
    var steps = result.generated() - runs().made();
    return List.of(
        new Page.Figure(
            runs().mode() == Mode.WALKS ? "Walks" : "Searches",
            Quantity.of(runs().made()),
            "of " + Quantity.of(runs().asked())),
        new Page.Figure("Steps", Quantity.of(steps), "that changed something"),
        new Page.Figure(
            "Distinct states",
            Quantity.of(result.distinct()),
            runs().countedExactly() ? "no two alike" : "estimated, to some 1 %"),
        new Page.Figure(
            runs().mode() == Mode.WALKS ? "Length" : "Depth",
            Quantity.of(runs().longest()),
            String.format(
                Locale.ROOT,
                "at most; %.1f on average, %,d at least",
                runs().mean(),
                runs().shortest())),
        new Page.Figure(
            "Came to rest", Quantity.of(runs().rested()), "in a state that no step changes"),
        new Page.Figure(
            "Seconds",
            String.format(Locale.ROOT, "%,.2f", seconds),
            Quantity.of(result.workers(), "worker")));
  }
}
