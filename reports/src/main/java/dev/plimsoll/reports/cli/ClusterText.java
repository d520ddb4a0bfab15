package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.cluster.manifest.Scale;
import dev.plimsoll.cluster.manifest.SpecReader;
import dev.plimsoll.cluster.manifest.Workload;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.reports.cluster.FieldPlaces;
import dev.plimsoll.reports.cluster.Finding;
import dev.plimsoll.reports.cluster.Limit;
import dev.plimsoll.reports.cluster.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What `plimsoll cluster` prints for people.
record ClusterText(Manifests manifests, SpecReader.Reading reading, Folders folders) {

  /// What is about to be checked, and what of it is not.
  List<String> heading() {
    var lines = new ArrayList<String>();
    var spec = reading.spec();
    lines.add("cluster   " + RunText.count(spec.nodes().size(), "node"));
    for (var workload : spec.workloads()) {
      lines.add("          " + words(workload));
    }
    reading.notes().forEach(note -> lines.add("note      " + note));
    manifests
        .skipped()
        .forEach(
            skipped ->
                lines.add(
                    "note      %s: %s %s is not modelled"
                        .formatted(skipped.place(), skipped.apiVersion(), skipped.kind())));
    lines.addAll(ignored());
    return lines;
  }

  private static String words(Workload workload) {
    var scaled =
        workload
            .autoscaler()
            .map(each -> ", scaled from %d to %d".formatted(each.minReplicas(), each.maxReplicas()))
            .orElse("");
    var kind = workload.name().startsWith(workload.kind() + " ") ? "" : workload.kind() + " ";
    return "%s%s, %s%s"
        .formatted(kind, workload.name(), RunText.count(workload.replicas(), "pod"), scaled);
  }

  /// Fields that nothing depends on: each once, however often it is there.
  private List<String> ignored() {
    var places = new LinkedHashMap<String, List<String>>();
    for (var located : manifests.objects()) {
      for (var field : located.ignored()) {
        places
            .computeIfAbsent(field.field().replaceAll("\\[\\d+]", "[]"), name -> new ArrayList<>())
            .add(field.place().toString());
      }
    }
    return places.entrySet().stream()
        .map(
            entry ->
                "ignored   %s: %s%s"
                    .formatted(
                        entry.getValue().getFirst(),
                        entry.getKey(),
                        entry.getValue().size() == 1
                            ? ""
                            : ", and %d more".formatted(entry.getValue().size() - 1)))
        .toList();
  }

  /// What was found.
  List<String> lines(List<Outcome> outcomes) {
    var lines = new ArrayList<String>();
    for (var outcome : outcomes) {
      lines.add(line(outcome));
      lines.addAll(reservations(outcome));
    }
    if (outcomes.isEmpty()) {
      lines.add("nothing is to be checked: no such circumstance can befall this cluster");
    }
    if (outcomes.stream().anyMatch(Outcome::spoilsOthers)) {
      lines.add("              nothing else is checked as long as this goes wrong (but --when)");
    }
    for (var outcome : outcomes) {
      for (var finding : outcome.findings()) {
        lines.add("");
        lines.addAll(lines(outcome, finding));
      }
    }
    return lines;
  }

  private static String line(Outcome outcome) {
    var result = outcome.last().result();
    return String.format(
        Locale.ROOT,
        "%-13s %-9s %s   (%,d states, %.2f s)",
        Parameter.written(outcome.circumstance()),
        word(outcome),
        verdict(outcome),
        result.distinct(),
        result.elapsed().toMillis() / 1000.0);
  }

  /// What the verdict does not say by itself.
  private static List<String> reservations(Outcome outcome) {
    return Stream.concat(
            outcome.limits().stream()
                .filter(Limit::isReached)
                .map(limit -> "bounded   the search came to %s".formatted(limit.words())),
            outcome.vacuous().stream()
                .map(
                    each ->
                        "vacuous   %s (never seen: %s)"
                            .formatted(each.claim(), String.join("; ", each.unseen()))))
        .map(line -> " ".repeat(14) + line)
        .toList();
  }

  private static String word(Outcome outcome) {
    return switch (outcome.last().result().verdict()) {
      case HOLDS -> "HELD";
      case INCOMPLETE -> outcome.held().isPresent() ? "HELD" : "STOPPED";
      case VIOLATED, LIVENESS_VIOLATED, DEADLOCK, NEVER_SEEN -> "VIOLATED";
      case FAILED -> "FAILED";
    };
  }

  private static String verdict(Outcome outcome) {
    var held = outcome.held().map(scale -> "with up to " + words(scale)).orElse("");
    var result = outcome.last().result();
    if (result.verdict() == Verdict.HOLDS) {
      return held + (outcome.isWhole() ? ", all that is asked for" : "");
    }
    if (result.verdict() == Verdict.INCOMPLETE) {
      return "%s; %s with %s".formatted(held, outcome.stopped(), words(outcome.scale()));
    }
    return "with " + words(outcome.scale());
  }

  private static String words(Scale scale) {
    return "%s and %s of a workload"
        .formatted(RunText.count(scale.nodes(), "node"), RunText.count(scale.replicas(), "pod"));
  }

  private List<String> lines(Outcome outcome, Finding finding) {
    var lines = new ArrayList<String>();
    var places = new FieldPlaces(manifests);
    lines.add("%s: error: %s".formatted(places.of(finding), finding.claim().name()));
    lines.add(
        "  when %s, with %s:".formatted(outcome.circumstance().words(), words(outcome.scale())));
    lines.addAll(Story.of(finding.claim()));
    for (var repair : finding.repairs()) {
      lines.add("  helps     %s: %s".formatted(places.of(repair.field()), repair.change()));
    }
    var replay = outcome.last().replays().get(finding.claim().name());
    if (replay != null) {
      lines.add("  replay    " + replay);
    }
    lines.add("  report    " + folders.page(outcome.last()));
    return lines;
  }
}
