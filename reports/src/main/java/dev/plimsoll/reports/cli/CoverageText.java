package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.LevelStatistics;
import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a search has covered, as lines of text for a terminal: tables of rules and of levels, and
/// what was never done.
final class CoverageText {

  /// Names of a list that are shown.
  private static final int MOST_NAMES = 10;

  private final CheckResult result;
  private final Coverage coverage;
  private final List<String> lines = new ArrayList<>();

  private CoverageText(CheckResult result) {
    this.result = result;
    coverage = result.coverage();
  }

  /// The lines for a result.
  static List<String> of(CheckResult result) {
    var text = new CoverageText(result);
    text.addRules();
    text.addClaims();
    text.addGaps();
    text.addLevels();
    return text.lines;
  }

  private void addRules() {
    var table = new TextTable("<rule", ">fired", ">executed", ">enabled", "<reads", "<writes");
    for (var i = 0; i < coverage.rules().size(); i++) {
      var rule = coverage.rules().get(i);
      var statistics = result.rules().get(i);
      var enabled = rule.instances() - rule.neverEnabled().count();
      table.add(
          rule.name(),
          count(statistics.fired()),
          count(statistics.learned()),
          "%d of %d".formatted(enabled, rule.instances()),
          String.join(", ", rule.reads()),
          String.join(", ", rule.writes()));
    }
    add(table);
  }

  private void addClaims() {
    var table = new TextTable("<claim", "<reads");
    coverage.claims().forEach(claim -> table.add(claim.name(), String.join(", ", claim.reads())));
    add(table);
  }

  private void addGaps() {
    var table = new TextTable("<never", "<what", "<by");
    for (var gap : coverage.gaps()) {
      var names = gap.names();
      names.first().stream()
          .limit(MOST_NAMES)
          .forEach(name -> table.add(gap.what(), name, gap.by()));
      var more = names.count() - Math.min(MOST_NAMES, names.count());
      if (more > 0) {
        table.add(gap.what(), "... %s more".formatted(count(more)), gap.by());
      }
    }
    add(table);
  }

  private void addLevels() {
    var headings = new ArrayList<>(List.of(">depth", ">states", ">generated"));
    result.rules().stream().map(RuleStatistics::name).map(">"::concat).forEach(headings::add);
    var table = new TextTable(headings.toArray(String[]::new));
    for (var i = 0; i < result.levels().size(); i++) {
      table.add(row(i + 1, result.levels().get(i)));
    }
    add(table);
  }

  private static String[] row(int depth, LevelStatistics level) {
    var row =
        new ArrayList<>(List.of(count(depth), count(level.states()), count(level.generated())));
    level.fired().stream().map(CoverageText::count).forEach(row::add);
    return row.toArray(String[]::new);
  }

  private void add(TextTable table) {
    if (!table.isEmpty()) {
      table.lines().forEach(line -> lines.add("  " + line));
      lines.add("");
    }
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
