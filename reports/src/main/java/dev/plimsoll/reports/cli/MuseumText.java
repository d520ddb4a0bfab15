package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.counterexamples.museum.Exhibit;
import dev.plimsoll.counterexamples.museum.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What `plimsoll museum` prints for people.
final class MuseumText {

  /// An incident of the list: how it was found, what happened and which claim fails.
  static List<String> entry(Found found) {
    var incident = found.exhibit().incident();
    return List.of(
        "%-5s %-10s  %-9s  %-7s  %s"
            .formatted(
                incident.id(),
                found.exhibit().group(),
                steps(found),
                seconds(found.result()),
                incident.reference()),
        "      " + incident.summary(),
        "      %-8s  \"%s\"".formatted(incident.isControl() ? "holds" : "fails", incident.claim()));
  }

  /// One line, and one more for everything that is not as it should be.
  static List<String> checked(Pair pair) {
    var found = Found.of(pair.exhibit(), pair.broken());
    var lines = new ArrayList<String>();
    lines.add(
        "%-5s %-6s  broken: %s, %s   fixed: %s"
            .formatted(
                pair.exhibit().id(),
                pair.objections().isEmpty() ? "ok" : "NOT OK",
                steps(found),
                seconds(pair.broken()),
                fixed(pair.fixed())));
    pair.objections().forEach(objection -> lines.add("      " + objection));
    return lines;
  }

  /// The whole story.
  static List<String> story(Pair pair) {
    var exhibit = pair.exhibit();
    var incident = exhibit.incident();
    var found = Found.of(exhibit, pair.broken());
    var lines = new ArrayList<String>();
    lines.add("%s  (%s)  %s".formatted(incident.id(), exhibit.group(), incident.summary()));
    lines.add("reference " + incident.reference());
    exhibit.links().forEach(link -> lines.add("          " + link));
    lines.add("claim     \"%s\"  (%s)".formatted(incident.claim(), found.claim().kind()));
    lines.add(
        "story     %s%s, found in %s"
            .formatted(
                steps(found),
                found.isFound() && found.isShortest() ? " (shortest)" : "",
                seconds(pair.broken())));
    lines.addAll(Story.of(found.claim()));
    lines.add("fix       " + incident.repair());
    lines.add("fixed     " + fixed(pair.fixed()));
    pair.objections().forEach(objection -> lines.add("NOT OK    " + objection));
    lines.add("run it    " + command(exhibit, false));
    lines.add("          " + command(exhibit, true));
    return lines;
  }

  /// The command line that searches an incident.
  static String command(Exhibit exhibit, boolean fixed) {
    return String.join(" ", CommandWords.of("check", exhibit.configured(fixed), Set.of()));
  }

  private static String fixed(CheckResult result) {
    return "%s in %s, %s"
        .formatted(
            result.verdict() == Verdict.HOLDS ? "holds" : result.verdict(),
            RunText.count(result.distinct(), "state"),
            seconds(result));
  }

  private static String steps(Found found) {
    if (found.isFound()) {
      return RunText.count(found.steps(), "step");
    }
    return found.isAsExpected() ? "holds" : "not found";
  }

  private static String seconds(CheckResult result) {
    return String.format(Locale.ROOT, "%.2f s", result.elapsed().toMillis() / 1000.0);
  }

  private MuseumText() {}
}
