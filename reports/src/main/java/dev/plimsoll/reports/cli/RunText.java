package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.catalog.Parameters;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.ModelFailure;
import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.properties.text.TraceText;
import dev.plimsoll.reports.RunJson;
import dev.plimsoll.reports.RunReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A run as lines of text for a terminal.
final class RunText {

  /// States whose memory is worth a line.
  private static final long MANY = 1_000_000;

  private final RunReport run;
  private final Path page;
  private final boolean coverage;
  private final boolean statistics;
  private final List<String> lines = new ArrayList<>();

  /// @param page the report of the run
  /// @param coverage whether to tell what was covered
  /// @param statistics whether to tell what was remembered
  RunText(RunReport run, Path page, boolean coverage, boolean statistics) {
    this.run = run;
    this.page = page;
    this.coverage = coverage;
    this.statistics = statistics;
  }

  /// The model, the verdict with its bounds, each claim, warnings, traces, and what to do next.
  List<String> lines() {
    var result = run.result();
    lines.add((run.model() + "  " + parameters(run.parameters(), "  ")).strip());
    lines.add(verdict());
    result.claims().forEach(this::addClaim);
    lines.addAll(failure(result.failure()));
    lines.addAll(silentRules(run));
    addMissingTraces();
    if (coverage) {
      lines.add("");
      lines.addAll(CoverageText.of(result));
    }
    if (statistics) {
      lines.add("");
      lines.addAll(StatisticsText.of(result));
      lines.add("");
    }
    addMemory();
    lines.addAll(further(run, page));
    return lines;
  }

  /// What to do next: how to replay the counterexamples, and where the report is.
  static List<String> further(RunReport run, Path page) {
    var lines = new ArrayList<String>();
    run.replays().values().forEach(replay -> lines.add("replay    " + replay));
    lines.add("report    " + page + (run.replays().isEmpty() ? "" : "#step-" + lastStep(run)));
    lines.add("");
    return lines;
  }

  private static int lastStep(RunReport run) {
    return run.result().claims().stream()
        .filter(claim -> run.replays().containsKey(claim.name()))
        .map(ClaimResult::trace)
        .mapToInt(trace -> trace == null ? 0 : trace.length() - 1)
        .findFirst()
        .orElse(0);
  }

  /// The parameters as `name=value`.
  static String parameters(Parameters parameters, String separator) {
    return parameters.values().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(separator));
  }

  /// What was found, and within which bounds: never more than was searched.
  private String verdict() {
    var result = run.result();
    var states = states();
    return switch (result.verdict()) {
      case HOLDS -> "HELD      in all %s%s".formatted(states, within());
      case NEVER_SEEN ->
          "NOT SEEN  what should be seen sometimes; nothing is violated in all %s%s"
              .formatted(states, within());
      case VIOLATED, DEADLOCK -> "%s  after %s%s".formatted(result.verdict(), states, searched());
      case LIVENESS_VIOLATED -> "VIOLATED  liveness, in all %s%s".formatted(states, within());
      case INCOMPLETE ->
          "STOPPED   %s: nothing is violated in %s, %,d of them not expanded%s"
              .formatted(result.stopped(), states, result.frontier(), searched());
      case FAILED -> "FAILED    the model itself, after %s%s".formatted(states, searched());
    };
  }

  private String states() {
    var distinct = run.result().distinct();
    var caveats = run.result().method().caveats(distinct);
    return count(distinct, "state") + (caveats.isEmpty() ? "" : " " + String.join(", ", caveats));
  }

  private String within() {
    var values = parameters(run.parameters(), ", ");
    var isPlain = run.result().method().caveats(run.result().distinct()).isEmpty();
    return (values.isEmpty() ? "" : (isPlain ? "" : ",") + " within " + values) + searched();
  }

  private String searched() {
    var result = run.result();
    return String.format(
        Locale.ROOT,
        "   (%,d generated, depth %d, %.2f s, %s)",
        result.generated(),
        result.depth(),
        result.elapsed().toMillis() / 1000.0,
        count(result.workers(), "worker"));
  }

  /// Such as `1 state` or `2 states`.
  static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }

  private void addClaim(ClaimResult claim) {
    var trace = claim.trace();
    var steps =
        trace == null || claim.status() != Status.VIOLATED
            ? ""
            : "   %s%s"
                .formatted(
                    count(trace.length() - 1, "step"), isShortest(claim) ? " (shortest)" : "");
    lines.add(
        "  %-10s %-13s \"%s\"%s%s"
            .formatted(word(claim), claim.kind(), claim.name(), steps, warning(claim)));
    Counterexample.of(run.model(), run.parameters(), claim)
        .ifPresent(counterexample -> lines.addAll(indented(counterexample.lines())));
  }

  private boolean isShortest(ClaimResult claim) {
    return claim.kind() != Claim.Kind.LIVENESS && run.result().method().findsShortest();
  }

  private static String warning(ClaimResult claim) {
    var vacuity = claim.vacuity();
    if (vacuity != null) {
      return "   (warning: vacuous, " + vacuity.reason() + ")";
    }
    return claim.status() == Status.NEVER_SEEN || claim.status() == Status.UNDECIDED
        ? "   (warning)"
        : "";
  }

  private static String word(ClaimResult claim) {
    return switch (claim.status()) {
      case HOLDS -> "held";
      case VIOLATED -> claim.kind() == Claim.Kind.DEADLOCK_FREE ? "DEADLOCK" : "VIOLATED";
      case SEEN -> "seen";
      case NEVER_SEEN -> "never seen";
      case UNDECIDED -> "undecided";
    };
  }

  /// What the model threw, and how it came to that; nothing where it did not.
  static List<String> failure(@Nullable ModelFailure failure) {
    if (failure == null) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    lines.add(
        "  threw      %s \"%s\": %s"
            .formatted(failure.inRule() ? "rule" : "claim", failure.where(), failure.cause()));
    lines.addAll(indented(TraceText.of(failure.trace(), "<- throws from here")));
    return lines;
  }

  /// The lines of a trace, as part of an answer.
  static List<String> indented(List<String> trace) {
    return trace.stream().map(line -> "  " + line).toList();
  }

  /// The rules that never fired.
  static List<String> silentRules(RunReport run) {
    return run.result().rules().stream()
        .filter(rule -> rule.fired() == 0)
        .map(RuleStatistics::name)
        .map("  never fired              \"%s\"   (warning)"::formatted)
        .toList();
  }

  private void addMissingTraces() {
    var isMissing =
        run.result().claims().stream()
            .anyMatch(claim -> claim.status() == Status.VIOLATED && claim.trace() == null);
    if (isMissing) {
      lines.add("no trace  the search for it ended early: " + run.result().stopped());
    }
  }

  private void addMemory() {
    var memory = run.result().memory();
    if (memory.inFiles() > 0) {
      lines.add(
          "memory    %s of states, %s of them in files: past the limit of memory"
              .formatted(Sizes.text(memory.bytes()), Sizes.text(memory.inFiles())));
    } else if (run.result().distinct() >= MANY) {
      lines.add(
          String.format(
              Locale.ROOT,
              "memory    %s of states, %.1f bytes a state",
              Sizes.text(memory.bytes()),
              (double) memory.bytes() / run.result().distinct()));
    }
  }

  /// One line for each run.
  static List<String> table(List<RunReport> runs) {
    var width = runs.stream().mapToInt(run -> run.model().length()).max().orElse(0);
    var lines = new ArrayList<String>();
    for (var run : runs) {
      var result = run.result();
      lines.add(
          String.format(
              Locale.ROOT,
              "%-" + width + "s  %-10s  %,12d states  depth %3d  %8.2f s",
              run.model(),
              RunJson.word(result.verdict()),
              result.distinct(),
              result.depth(),
              result.elapsed().toMillis() / 1000.0));
    }
    return lines;
  }
}
