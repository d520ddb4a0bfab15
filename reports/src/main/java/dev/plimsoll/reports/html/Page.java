package dev.plimsoll.reports.html;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.counterexamples.museum.Museum;
import dev.plimsoll.reports.RunReport;
import dev.plimsoll.reports.html.text.Excerpt;
import dev.plimsoll.reports.html.text.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A run as its page tells it: everything is text, short enough to be shown.
///
/// @param parameters as `name=value`
/// @param promise what should be so and is not; null where a claim holds, or none is decided
/// @param fix what repairs it, where that is known
/// @param failure what a rule or claim threw; null where none did
/// @param silent the rules that never fired
/// @param coverage what else was not covered
/// @param traces the first has the anchors without a prefix
/// @param style the style sheet
/// @param script the script
public record Page(
    String model,
    String summary,
    String source,
    String version,
    String command,
    List<String> parameters,
    Verdict verdict,
    @Nullable Promise promise,
    @Nullable Fix fix,
    List<RunReport.Remedy> remedies,
    List<Figure> figures,
    List<ClaimRow> claims,
    List<RuleRow> rules,
    List<String> silent,
    CoverageView coverage,
    MatrixView matrix,
    LevelsView levels,
    @Nullable String failure,
    List<TraceView> traces,
    String style,
    String script) {

  private static final int NAME_LENGTH = 200;
  private static final int EXCEPTION_LENGTH = 2_000;

  /// One statistic.
  ///
  /// @param note what it counts
  public record Figure(String name, String value, String note) {}

  /// A claim.
  ///
  /// @param tone as in {@link Verdict}
  /// @param where at which depth it was violated or seen; empty where it was not
  /// @param anchor of its trace; null where it has none
  /// @param vacuity why it says nothing though it holds; null where it says something
  public record ClaimRow(
      String kind,
      String name,
      String tone,
      String sign,
      String status,
      String where,
      @Nullable String anchor,
      @Nullable String replay,
      @Nullable String vacuity) {}

  /// A rule.
  ///
  /// @param percent of the steps of the rule that fired most
  /// @param plot its steps from level to level, as the path of an SVG
  public record RuleRow(
      String name, String fired, String learned, double percent, boolean never, String plot) {

    /// The size of the plot.
    public static final int WIDTH = 200;

    /// The size of the plot.
    public static final int HEIGHT = 24;
  }

  /// A claim that is violated.
  ///
  /// @param when it is to be so
  public record Promise(String claim, String when) {}

  /// What repairs an incident.
  ///
  /// @param command checks the repaired model
  public record Fix(String words, String command) {}

  static Page of(RunReport run, @Nullable Model model, String style, String script) {
    var result = run.result();
    var traces = Traces.of(run, model);
    var simulation = run.simulation() == null ? null : new SimulationView(run, run.simulation());
    return new Page(
        Excerpt.of(run.model(), NAME_LENGTH),
        run.summary(),
        run.source(),
        run.version(),
        run.command(),
        Verdict.parameters(run).stream().map(text -> Excerpt.of(text, NAME_LENGTH)).toList(),
        simulation == null ? Verdict.of(run) : simulation.verdict(),
        promise(result),
        fix(run),
        run.remedies(),
        simulation == null ? figures(run) : simulation.figures(),
        claims(run, traces),
        rules(result),
        result.rules().stream()
            .filter(rule -> rule.fired() == 0)
            .map(rule -> Excerpt.of(rule.name(), NAME_LENGTH))
            .toList(),
        CoverageView.of(result.coverage()),
        MatrixView.of(result.coverage()),
        LevelsView.of(result),
        failure(result),
        traces,
        style,
        script);
  }

  private static List<Figure> figures(RunReport run) {
    var result = run.result();
    var seconds = result.elapsed().toMillis() / 1000.0;
    var rate = seconds > 0.1 ? Quantity.of(Math.round(result.distinct() / seconds)) : "";
    return List.of(
        new Figure("Distinct states", Quantity.of(result.distinct()), "no two alike"),
        new Figure("Generated", Quantity.of(result.generated()), "steps, with repeats"),
        new Figure("Depth", Quantity.of(result.depth()), "levels of the search"),
        new Figure("Frontier", Quantity.of(result.frontier()), "seen, not expanded"),
        new Figure(
            "Seconds",
            String.format(Locale.ROOT, "%,.2f", seconds),
            rate.isEmpty() ? "of wall clock" : rate + " states a second"),
        new Figure("Workers", Quantity.of(result.workers()), "threads"));
  }

  private static List<ClaimRow> claims(RunReport run, List<TraceView> traces) {
    var rows = new ArrayList<ClaimRow>();
    for (var claim : run.result().claims()) {
      var name = Excerpt.of(claim.name(), NAME_LENGTH);
      var vacuity = claim.vacuity();
      var trace =
          traces.stream()
              .filter(view -> claim.trace() != null && view.heading().equals(name))
              .findFirst();
      rows.add(
          new ClaimRow(
              claim.kind().toString(),
              name,
              tone(claim.status()),
              sign(claim.status()),
              claim.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              claim.depth() == 0 ? "" : "depth " + claim.depth(),
              trace.map(view -> "#" + view.prefix() + "trace").orElse(null),
              run.replays().get(claim.name()),
              vacuity == null ? null : vacuity.reason()));
    }
    return List.copyOf(rows);
  }

  private static String tone(Status status) {
    return switch (status) {
      case HOLDS, SEEN -> "good";
      case VIOLATED -> "bad";
      case NEVER_SEEN, UNDECIDED -> "warn";
    };
  }

  private static String sign(Status status) {
    return switch (status) {
      case HOLDS, SEEN -> "✓";
      case VIOLATED -> "✕";
      case NEVER_SEEN -> "○";
      case UNDECIDED -> "◐";
    };
  }

  private static List<RuleRow> rules(CheckResult result) {
    var most =
        result.rules().stream()
            .max(Comparator.comparingLong(CheckResult.RuleStatistics::fired))
            .map(rule -> Math.max(1, rule.fired()))
            .orElse(1L);
    var rows = new ArrayList<RuleRow>();
    for (var rule : result.rules()) {
      var place = rows.size();
      var byLevel = result.levels().stream().map(level -> level.fired().get(place)).toList();
      rows.add(
          new RuleRow(
              Excerpt.of(rule.name(), NAME_LENGTH),
              Quantity.of(rule.fired()),
              Quantity.of(rule.learned()),
              Math.round(1000.0 * rule.fired() / most) / 10.0,
              rule.fired() == 0,
              LevelsView.outline(byLevel, RuleRow.WIDTH, RuleRow.HEIGHT)));
    }
    return List.copyOf(rows);
  }

  private static @Nullable String failure(CheckResult result) {
    var failure = result.failure();
    return failure == null ? null : Excerpt.of(failure.cause().toString(), EXCEPTION_LENGTH);
  }

  /// The first claim that is violated.
  private static @Nullable Promise promise(CheckResult result) {
    return result.claims().stream()
        .filter(claim -> claim.status() == Status.VIOLATED)
        .findFirst()
        .map(claim -> new Promise(Excerpt.of(claim.name(), NAME_LENGTH), when(claim.kind())))
        .orElse(null);
  }

  private static String when(Claim.Kind kind) {
    return switch (kind) {
      case ALWAYS -> "at every moment, in whatever order things happen";
      case DEADLOCK_FREE -> "at every moment something can happen";
      case SOMETIMES -> "at some moment";
      case LIVENESS ->
          "in the long run, as every component goes on with its work and what is sent arrives";
    };
  }

  /// What repairs the incident that a broken model shows.
  private static @Nullable Fix fix(RunReport run) {
    var isBroken =
        Boolean.FALSE.equals(run.parameters().values().get(Incident.FIXED))
            && run.result().claims().stream().anyMatch(it -> it.status() == Status.VIOLATED);
    return !isBroken
        ? null
        : Museum.open().exhibits().stream()
            .filter(exhibit -> exhibit.model().equals(run.model()))
            .findFirst()
            .map(
                exhibit ->
                    new Fix(
                        exhibit.incident().repair(),
                        "./plimsoll check %s --set %s=true".formatted(run.model(), Incident.FIXED)))
            .orElse(null);
  }
}
