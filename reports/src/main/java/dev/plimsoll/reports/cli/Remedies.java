package dev.plimsoll.reports.cli;

import dev.plimsoll.kubernetes.manifest.SourceLine;
import dev.plimsoll.reports.RunReport.Remedy;
import dev.plimsoll.reports.cluster.FieldPlaces;
import dev.plimsoll.reports.cluster.Finding;
import dev.plimsoll.reports.cluster.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The lines of manifests to look at where claims fail, for the page of a run.
final class Remedies {

  private static final int BEFORE = 2;
  private static final int AFTER = 3;

  private Remedies() {}

  /// What helps against each finding; the line that the claim is about where nothing is known to.
  ///
  /// @param texts of the files by name
  static List<Remedy> of(Outcome outcome, FieldPlaces places, Map<String, String> texts) {
    var remedies = new ArrayList<Remedy>();
    for (var finding : outcome.findings()) {
      for (var repair : finding.repairs()) {
        remedies.add(remedy(finding, places.of(repair.field()), texts, repair.change()));
      }
      if (finding.repairs().isEmpty()) {
        remedies.add(remedy(finding, places.of(finding), texts, ""));
      }
    }
    return remedies;
  }

  private static Remedy remedy(
      Finding finding, SourceLine place, Map<String, String> texts, String change) {
    return new Remedy(
        finding.claim().name(),
        place.toString(),
        lines(texts.getOrDefault(place.file(), ""), place.line()),
        change);
  }

  /// A line and those around it, with their numbers.
  private static String lines(String text, int line) {
    var all = text.lines().toList();
    return IntStream.rangeClosed(Math.max(1, line - BEFORE), Math.min(all.size(), line + AFTER))
        .mapToObj(
            number ->
                "%s %4d  %s".formatted(number == line ? ">" : " ", number, all.get(number - 1)))
        .collect(Collectors.joining("\n"));
  }
}
