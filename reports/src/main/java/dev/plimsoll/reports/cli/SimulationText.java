package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.simulation.Runs;
import dev.plimsoll.checker.simulation.SimulationOptions.Mode;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.reports.RunReport;
import dev.plimsoll.reports.RunReport.Simulated;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// A simulation as lines of text for a terminal.
final class SimulationText {

  private final RunReport run;
  private final Simulated simulation;
  private final Runs runs;
  private final Path page;
  private final List<String> lines = new ArrayList<>();

  /// @param run of a simulation
  /// @param page the report of the run
  SimulationText(RunReport run, Path page) {
    this.run = run;
    this.page = page;
    simulation = Objects.requireNonNull(run.simulation());
    runs = simulation.runs();
  }

  /// The model, the verdict with its bounds, each claim, warnings, traces, what was covered, the
  /// seed, and what to do next.
  List<String> lines() {
    var result = run.result();
    lines.add((run.model() + "  " + RunText.parameters(run.parameters(), "  ")).strip());
    lines.add(verdict());
    result.claims().forEach(this::addClaim);
    addFailure();
    lines.addAll(RunText.silentRules(run));
    addCoverage();
    lines.add("seed      %d: %s".formatted(runs.seed(), run.command()));
    simulation.originals().values().stream()
        .filter(original -> original.file() != null)
        .forEach(original -> lines.add("original  " + original.file()));
    lines.addAll(RunText.further(run, page));
    return lines;
  }

  /// What was found, and in how much: never more than was seen.
  private String verdict() {
    var result = run.result();
    return switch (result.verdict()) {
      case VIOLATED, DEADLOCK -> "%s  in %s%s".formatted(result.verdict(), lastRun(), seen());
      case FAILED -> "FAILED    the model itself, in %s%s".formatted(lastRun(), seen());
      case INCOMPLETE ->
          runs.made() == runs.asked()
              ? "DONE      nothing is violated in %s%s".formatted(allRuns(), seen())
              : "STOPPED   %s: nothing is violated in %s%s"
                  .formatted(result.stopped(), allRuns(), seen());
      case HOLDS, NEVER_SEEN, LIVENESS_VIOLATED ->
          throw new IllegalStateException("No simulation establishes " + result.verdict());
    };
  }

  private String lastRun() {
    return String.format(Locale.ROOT, "%s %,d", runs.mode(), runs.made());
  }

  private String allRuns() {
    return runs.mode().counted(runs.made()) + bound();
  }

  private String bound() {
    var steps = RunText.count(runs.length(), "step");
    return switch (runs.mode()) {
      case WALKS -> " of at most " + steps;
      case SWARM -> ", at most %s deep".formatted(steps);
    };
  }

  private String seen() {
    var result = run.result();
    return String.format(
        Locale.ROOT,
        "   (%s%s, %s, %.2f s, %s)",
        runs.countedExactly() ? "" : "about ",
        RunText.count(result.distinct(), "state"),
        RunText.count(result.generated() - runs.made(), "step"),
        result.elapsed().toMillis() / 1000.0,
        RunText.count(result.workers(), "worker"));
  }

  private void addClaim(ClaimResult claim) {
    var trace = claim.trace();
    var steps = trace == null ? "" : "   " + steps(claim.name(), trace.length() - 1);
    lines.add(
        "  %-10s %-13s \"%s\"%s%s"
            .formatted(word(claim), claim.kind(), claim.name(), steps, warning(claim)));
    Counterexample.of(run.model(), run.parameters(), claim)
        .ifPresent(counterexample -> lines.addAll(RunText.indented(counterexample.lines())));
  }

  private static String word(ClaimResult claim) {
    return switch (claim.status()) {
      case VIOLATED -> claim.kind() == Claim.Kind.DEADLOCK_FREE ? "DEADLOCK" : "VIOLATED";
      case SEEN -> "seen";
      case UNDECIDED ->
          switch (claim.kind()) {
            case ALWAYS, DEADLOCK_FREE -> "unviolated";
            case SOMETIMES -> "not seen";
            case LIVENESS -> "undecided";
          };
      case HOLDS, NEVER_SEEN ->
          throw new IllegalStateException("No simulation establishes " + claim.status());
    };
  }

  private static String warning(ClaimResult claim) {
    if (claim.status() != Status.UNDECIDED) {
      return "";
    }
    return switch (claim.kind()) {
      case ALWAYS, DEADLOCK_FREE -> "";
      case SOMETIMES -> "   (warning)";
      case LIVENESS -> "   (warning: no run is endless; ./plimsoll check decides it)";
    };
  }

  /// How long a trace is, and what it was shrunk from.
  private String steps(String of, int steps) {
    var original = simulation.originals().get(of);
    var count = RunText.count(steps, "step");
    if (original == null) {
      return count;
    }
    return original.isShrunk()
        ? String.format(Locale.ROOT, "%s (shrunk from %,d)", count, original.steps())
        : String.format(Locale.ROOT, "%s (from %,d; interrupted)", count, original.steps());
  }

  private void addFailure() {
    var failure = run.result().failure();
    if (failure != null) {
      lines.addAll(RunText.failure(failure));
      lines.add("  after      " + steps(failure.where(), failure.trace().length() - 1));
    }
  }

  private void addCoverage() {
    var rules =
        run.result().rules().stream()
            .filter(rule -> rule.fired() > 0)
            .map(SimulationText::fired)
            .collect(Collectors.joining("   "));
    if (!rules.isEmpty()) {
      lines.add("fired     " + rules);
    }
    if (runs.made() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-9s %s; %,d came to a state that no step changes",
              runs.mode() == Mode.WALKS ? "length" : "depth",
              lengths(),
              runs.rested()));
    }
  }

  private static String fired(RuleStatistics rule) {
    return String.format(Locale.ROOT, "%s %,d", rule.name(), rule.fired());
  }

  private String lengths() {
    return runs.shortest() == runs.longest()
        ? RunText.count(runs.longest(), "step")
        : String.format(
            Locale.ROOT,
            "%,d to %,d steps, %.1f on average",
            runs.shortest(),
            runs.longest(),
            runs.mean());
  }
}
