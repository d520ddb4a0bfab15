package dev.plimsoll.reports.html;

import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.reports.RunReport;
import dev.plimsoll.reports.html.text.Excerpt;
import dev.plimsoll.reports.html.text.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The page that leads to those of all runs.
///
/// @param counts how many runs have each answer, by its word
/// @param style the style sheet
/// @param script the script
public record IndexPage(List<Row> rows, Map<String, Integer> counts, String style, String script) {

  private static final int NAME_LENGTH = 120;

  /// A run.
  ///
  /// @param page where its page is, from here
  /// @param tone as in {@link Verdict}
  /// @param claims those that are violated, or else were never seen, in words; empty if none are
  /// @param steps of the shortest counterexample; empty where there is none
  public record Row(
      String model,
      String summary,
      String page,
      String tone,
      String sign,
      String word,
      List<String> parameters,
      String claims,
      String steps,
      String distinct,
      String depth,
      String seconds) {}

  static IndexPage of(List<Row> rows, String style, String script) {
    var counts = new LinkedHashMap<String, Integer>();
    rows.forEach(row -> counts.merge(row.word(), 1, Integer::sum));
    return new IndexPage(rows, counts, style, script);
  }

  /// The row of a run.
  static Row row(RunReport run, String page) {
    var result = run.result();
    var simulation = run.simulation();
    var verdict =
        simulation == null ? Verdict.of(run) : new SimulationView(run, simulation).verdict();
    return new Row(
        Excerpt.of(run.model() + (simulation == null ? "" : ", simulated"), NAME_LENGTH),
        run.summary(),
        page,
        verdict.tone(),
        verdict.sign(),
        verdict.word(),
        Verdict.parameters(run).stream().map(text -> Excerpt.of(text, NAME_LENGTH)).toList(),
        claims(run),
        steps(run),
        Quantity.of(result.distinct()),
        Quantity.of(result.depth()),
        String.format(Locale.ROOT, "%,.2f", result.elapsed().toMillis() / 1000.0));
  }

  private static String claims(RunReport run) {
    var result = run.result();
    var isViolated = result.claims().stream().anyMatch(it -> it.status() == Status.VIOLATED);
    return result.claims().stream()
        .filter(it -> it.status() == (isViolated ? Status.VIOLATED : Status.NEVER_SEEN))
        .map(claim -> "“" + Excerpt.of(claim.name(), NAME_LENGTH) + "”")
        .collect(Collectors.joining(", "));
  }

  private static String steps(RunReport run) {
    return run.result().claims().stream()
        .filter(claim -> claim.status() == Status.VIOLATED)
        .map(ClaimResult::trace)
        .flatMap(Stream::ofNullable)
        .mapToInt(trace -> trace.length() - 1)
        .min()
        .stream()
        .mapToObj(Quantity::of)
        .findFirst()
        .orElse("");
  }
}
