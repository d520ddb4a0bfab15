package dev.plimsoll.reports.ci;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.ModelFailure;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.corpus.Corpus;
import dev.plimsoll.counterexamples.museum.Exhibit;
import dev.plimsoll.counterexamples.museum.Pair;
import dev.plimsoll.properties.text.TraceText;
import dev.plimsoll.reports.RunReport;
import dev.plimsoll.reports.cluster.FieldPlaces;
import dev.plimsoll.reports.cluster.Finding;
import dev.plimsoll.reports.cluster.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes suites of what was found.
public final class Suites {

  private Suites() {}

  /// A run of a model, a case for each claim, and one for an exception that it threw.
  ///
  /// @param corpus where its counterexamples are kept
  public static Suite of(RunReport run, Corpus corpus) {
    var cases = new ArrayList<Case>();
    for (var claim : run.result().claims()) {
      var kept =
          run.replays().containsKey(claim.name())
              ? new Place(corpus.file(run.model(), claim.name()).toString(), 1)
              : null;
      var rule = rule(run.model(), claim.name());
      cases.add(of(claim, rule, message(run.model(), claim), List.of(), kept, run));
    }
    var failure = run.result().failure();
    if (failure != null) {
      cases.add(of(failure, run.model()));
    }
    return suite(run, run.model(), parameters(run), cases);
  }

  /// What became of manifests in one circumstance.
  ///
  /// @param places where their fields are
  public static Suite of(Outcome outcome, FieldPlaces places) {
    var run = outcome.last();
    var name = "cluster/" + Parameter.written(outcome.circumstance());
    var findings =
        outcome.findings().stream()
            .collect(Collectors.toMap(each -> each.claim().name(), each -> each));
    var cases = new ArrayList<Case>();
    for (var claim : run.result().claims()) {
      var finding = findings.get(claim.name());
      cases.add(
          of(
              claim,
              rule(name, general(claim.name())),
              "%s, when %s".formatted(claim.name(), outcome.circumstance().words()),
              finding == null ? List.of() : repairs(finding, places),
              finding == null ? null : place(finding, places),
              run));
    }
    var failure = run.result().failure();
    if (failure != null) {
      cases.add(of(failure, name));
    }
    return suite(run, name, "", cases);
  }

  private static Case.Rule rule(String name, String claim) {
    return new Case.Rule(name + "/" + Corpus.slug(claim), claim);
  }

  /// A claim without the name of what it is about, and with any number for a number.
  private static String general(String claim) {
    return claim.replaceFirst("^[^:]*: ", "").replaceAll("\\d+", "n");
  }

  private static List<String> repairs(Finding finding, FieldPlaces places) {
    return finding.repairs().stream()
        .map(each -> "helps  %s: %s".formatted(places.of(each.field()), each.change()))
        .toList();
  }

  private static Place place(Finding finding, FieldPlaces places) {
    var line = places.of(finding);
    return new Place(line.file(), line.line());
  }

  /// The museum checked, a suite for each group, a case for each incident.
  public static List<Suite> of(List<Pair> pairs) {
    return museum(
        pairs.stream()
            .map(
                pair ->
                    new Shown(
                        pair.exhibit(),
                        pair.objections(),
                        pair.broken(),
                        pair.broken().elapsed().plus(pair.fixed().elapsed())))
            .toList(),
        " --check");
  }

  /// The museum listed: each incident by what was found while it is broken.
  ///
  /// @param results as many as exhibits, in the same order
  public static List<Suite> broken(List<Exhibit> exhibits, List<CheckResult> results) {
    var shown = new ArrayList<Shown>();
    for (var i = 0; i < exhibits.size(); i++) {
      var exhibit = exhibits.get(i);
      var result = results.get(i);
      var status = result.claim(exhibit.incident().claim()).status();
      var expected = exhibit.incident().isControl() ? Status.HOLDS : Status.VIOLATED;
      var objections =
          status == expected
              ? List.<String>of()
              : List.of("it is %s, and should be %s".formatted(status, expected));
      shown.add(new Shown(exhibit, objections, result, result.elapsed()));
    }
    return museum(shown, "");
  }

  private record Shown(
      Exhibit exhibit, List<String> objections, CheckResult broken, Duration elapsed) {}

  private static List<Suite> museum(List<Shown> all, String option) {
    return all.stream()
        .collect(Collectors.groupingBy(each -> each.exhibit().group()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(group -> museum(group.getKey(), group.getValue(), option))
        .toList();
  }

  private static Suite museum(String group, List<Shown> shown, String option) {
    return new Suite(
        "museum/" + group,
        "",
        "./plimsoll museum%s --group %s".formatted(option, group),
        count(shown.size(), "incident"),
        shown.stream().map(Shown::elapsed).reduce(Duration.ZERO, Duration::plus),
        null,
        shown.stream().map(each -> of(each.exhibit(), each.objections(), each.broken())).toList());
  }

  private static Case of(Exhibit exhibit, List<String> objections, CheckResult broken) {
    var claim = broken.claim(exhibit.incident().claim());
    return new Case(
        exhibit.id() + " " + exhibit.incident().summary(),
        claim.kind().toString(),
        new Case.Rule("museum/" + exhibit.id(), exhibit.incident().summary()),
        objections.isEmpty() ? Case.Verdict.PASSED : Case.Verdict.VIOLATED,
        objections.isEmpty() ? "" : exhibit.id() + ": " + String.join("; ", objections),
        List.of(),
        List.of(),
        null);
  }

  private static Suite suite(RunReport run, String name, String subject, List<Case> cases) {
    var result = run.result();
    return new Suite(
        name,
        subject,
        run.command(),
        count(result.distinct(), "state")
            + (run.simulation() == null ? "" : " in " + walks(run.simulation())),
        result.elapsed(),
        result.stopped(),
        cases);
  }

  private static String walks(RunReport.Simulated simulation) {
    return simulation.runs().mode().counted(simulation.runs().made());
  }

  private static String parameters(RunReport run) {
    return run.parameters().values().entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(" "));
  }

  /// @param message what is said of it where it is violated
  /// @param further lines after those of the trace
  private static Case of(
      ClaimResult claim,
      Case.Rule rule,
      String message,
      List<String> further,
      @Nullable Place place,
      RunReport run) {
    var trace = claim.status() == Status.VIOLATED ? claim.trace() : null;
    var details = new ArrayList<String>();
    Counterexample.of(run.model(), run.parameters(), claim)
        .ifPresent(counterexample -> details.addAll(counterexample.lines()));
    details.addAll(further);
    var replay = run.replays().get(claim.name());
    if (replay != null) {
      details.add("replay  " + replay);
    }
    var verdict = verdict(claim);
    return new Case(
        claim.name(),
        claim.kind().toString(),
        rule,
        verdict,
        verdict == Case.Verdict.VIOLATED ? message : words(claim),
        details,
        trace == null ? List.of() : steps(trace),
        place);
  }

  private static Case.Verdict verdict(ClaimResult claim) {
    return switch (claim.status()) {
      case HOLDS -> claim.vacuity() == null ? Case.Verdict.PASSED : Case.Verdict.VACUOUS;
      case SEEN -> Case.Verdict.PASSED;
      case VIOLATED -> Case.Verdict.VIOLATED;
      case NEVER_SEEN -> Case.Verdict.NEVER_SEEN;
      case UNDECIDED -> Case.Verdict.OPEN;
    };
  }

  private static String message(String model, ClaimResult claim) {
    var trace = claim.trace();
    return "%s %s \"%s\"%s"
        .formatted(
            model,
            claim.kind() == Claim.Kind.DEADLOCK_FREE ? "comes to a deadlock:" : "violates",
            claim.name(),
            trace == null ? "" : ", in " + count(trace.length() - 1L, "step"));
  }

  /// What is said of a claim that is not violated.
  private static String words(ClaimResult claim) {
    var vacuity = claim.vacuity();
    return switch (claim.status()) {
      case HOLDS ->
          vacuity == null
              ? ""
              : "\"%s\" holds and says nothing: %s".formatted(claim.name(), vacuity.reason());
      case NEVER_SEEN -> "\"%s\" was never seen".formatted(claim.name());
      case UNDECIDED -> "\"%s\" is not decided".formatted(claim.name());
      case SEEN, VIOLATED -> "";
    };
  }

  private static Case of(ModelFailure failure, String name) {
    var part = failure.inRule() ? "rule" : "claim";
    return new Case(
        "no %s throws an exception".formatted(part),
        part,
        new Case.Rule("%s/%s-throws".formatted(name, part), "no %s throws".formatted(part)),
        Case.Verdict.BROKEN,
        "the %s \"%s\" of %s threw %s".formatted(part, failure.where(), name, failure.cause()),
        TraceText.of(failure.trace(), "<- throws from here"),
        steps(failure.trace()),
        null);
  }

  private static List<String> steps(Trace trace) {
    return trace.steps().stream()
        .skip(1)
        .map(step -> step.action() == null ? "nothing happens" : step.action().toString())
        .toList();
  }

  private static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }
}
