package dev.plimsoll.reports.ci;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Suites as Markdown, as GitHub and others show it: a table of the runs, then each finding with
/// its trace folded away.
public final class Markdown {

  /// Of a longer trace the first and the last lines are shown.
  private static final int MOST_LINES = 200;

  private final List<String> lines = new ArrayList<>();

  private Markdown() {}

  /// The document.
  public static String write(List<Suite> suites) {
    var markdown = new Markdown();
    markdown.addTable(suites);
    suites.forEach(suite -> suite.cases().forEach(each -> markdown.add(suite, each)));
    return String.join("\n", markdown.lines) + "\n";
  }

  private void addTable(List<Suite> suites) {
    var failures = suites.stream().mapToInt(suite -> suite.failures().size()).sum();
    var all = suites.stream().mapToInt(suite -> suite.cases().size()).sum();
    lines.add(
        failures == 0
            ? "## Plimsoll: nothing is wrong in %d claims".formatted(all)
            : "## Plimsoll: %d of %d claims failed".formatted(failures, all));
    lines.add("");
    lines.add("| run | answer | seen | time |");
    lines.add("| --- | --- | ---: | ---: |");
    for (var suite : suites) {
      lines.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  cell((suite.name() + " " + suite.subject()).strip()),
                  cell(answer(suite)),
                  cell(suite.extent()),
                  String.format(Locale.ROOT, "%.2f s", suite.elapsed().toMillis() / 1000.0)));
    }
  }

  private static String answer(Suite suite) {
    var failures = suite.failures().size();
    if (failures > 0) {
      return "❌ %d failed".formatted(failures);
    }
    var warnings = suite.count(Case.Verdict.WARNED);
    if (warnings > 0) {
      return "⚠️ %d to look at".formatted(warnings);
    }
    var stopped = suite.stopped();
    return stopped != null ? "⚠️ ended early: " + stopped : "✅ nothing is wrong";
  }

  private void add(Suite suite, Case each) {
    if (!each.verdict().isFinding()) {
      return;
    }
    lines.add("");
    lines.add("### %s %s".formatted(mark(each.verdict()), text(each.message())));
    var place = each.place();
    if (place != null) {
      lines.add("");
      lines.add(
          Stream.concat(Stream.of(place), each.related().stream())
              .map(one -> "`%s:%d`".formatted(one.file(), one.line()))
              .collect(Collectors.joining(", ")));
    }
    if (!each.details().isEmpty()) {
      lines.add("");
      lines.add("<details><summary>the trace</summary>");
      lines.add("");
      addCode(each.details());
      lines.add("");
      lines.add("</details>");
    }
    lines.add("");
    lines.add("Again: `%s`".formatted(suite.command()));
  }

  private void addCode(List<String> code) {
    var fence = fence(code);
    lines.add(fence + "text");
    if (code.size() <= MOST_LINES) {
      lines.addAll(code);
    } else {
      lines.addAll(code.subList(0, MOST_LINES / 2));
      lines.add("... (%d lines) ...".formatted(code.size() - MOST_LINES));
      lines.addAll(code.subList(code.size() - MOST_LINES / 2, code.size()));
    }
    lines.add(fence);
  }

  /// More backticks than there are together in the text.
  private static String fence(List<String> code) {
    var text = String.join("\n", code);
    var ticks = 3;
    while (text.contains("`".repeat(ticks))) {
      ticks++;
    }
    return "`".repeat(ticks);
  }

  private static String mark(Case.Verdict verdict) {
    return verdict.isFailure() ? "❌" : "⚠️";
  }

  private static String cell(String text) {
    return text(text).replace("|", "\\|");
  }

  /// Text in which nothing is markup.
  private static String text(String text) {
    return text.lines()
        .map(line -> line.replaceAll("([\\\\`*_\\[\\]#~])", "\\\\$1").replace("<", "&lt;"))
        .collect(Collectors.joining(" "));
  }
}
