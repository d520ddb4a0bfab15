package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.search.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a search remembers of rules and states, as lines of text for a terminal.
final class StatisticsText {

  private StatisticsText() {}

  /// The lines for a result.
  static List<String> of(CheckResult result) {
    var statistics = result.statistics();
    var rules = new TextTable("<rule", ">asked", ">executed", ">remembered", ">known");
    for (var rule : statistics.rules()) {
      rules.add(
          rule.name(),
          count(rule.asked()),
          count(rule.executed()),
          String.format(Locale.ROOT, "%.3f %%", 100 * rule.remembered()),
          count(rule.known()));
    }
    var words = new TextTable("<word", ">fields", ">bits", ">entries", ">bytes");
    for (var word : statistics.words()) {
      words.add(
          words.isEmpty() ? "of states" : "of parts",
          count(word.fields()),
          count(word.bits()),
          count(word.entries()),
          count(word.bytes()));
    }
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d states a second, %.1f bytes a state",
            statistics.statesPerSecond(result.distinct()),
            (double) result.memory().bytes() / result.distinct()));
    lines.add("");
    lines.addAll(rules.lines());
    lines.add("");
    lines.addAll(words.lines());
    return lines.stream().map(line -> line.isEmpty() ? line : "  " + line).toList();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
