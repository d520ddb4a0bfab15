package dev.plimsoll.reports.ci;

import dev.plimsoll.kubernetes.manifest.SourceLine;
import dev.plimsoll.network.netfilter.symbolic.Difference;
import dev.plimsoll.network.netfilter.symbolic.Difference.Change;
import dev.plimsoll.network.netfilter.symbolic.ShadowedRules.Shadowed;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.routes.Finding;
import dev.plimsoll.network.routes.Finding.Kind;
import dev.plimsoll.network.routes.Finding.Severity;
import dev.plimsoll.network.routes.RoutesReport;
import dev.plimsoll.network.routes.RulePlace;
import dev.plimsoll.reports.ci.Case.Verdict;
import dev.plimsoll.reports.network.FateText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes suites of what was found about the rules of a node.
///
/// A sort of finding is named after its kind, `routes/endpoint-missing`; what tells it from others
/// of its kind is the name of the dump, the Service and what is wrong, and never a line.
///
/// @param command the command line that repeats it
/// @param elapsed how long it took
public record RouteSuites(String command, Duration elapsed) {

  private static final String NAME = "routes";
  private static final String RULE = "rule";

  /// Where packets to Services go: a case for each finding, and for each service port without one.
  public Suite of(RoutesReport report) {
    var cases = new ArrayList<Case>();
    var found = new LinkedHashSet<String>();
    for (var finding : report.findings()) {
      finding.service().ifPresent(service -> found.add(service + " " + service.protocol()));
      cases.add(of(finding));
    }
    var ports = new LinkedHashSet<String>();
    report.routes().forEach(it -> ports.add(it.service() + " " + it.service().protocol()));
    for (var port : ports) {
      if (!found.contains(port)) {
        cases.add(sound(port + ": packets go where it asks"));
      }
    }
    return suite(report.dump(), "%,d routes".formatted(report.routes().size()), cases);
  }

  private static Case of(Finding finding) {
    var isError = finding.kind().severity() == Severity.ERROR;
    var isOpen = finding.kind() == Kind.UNDECIDED;
    var rule = finding.rule().filter(place -> place.step().line() > 0);
    var places =
        Stream.concat(
                rule.map(place -> new Place(place.file(), place.step().line())).stream(),
                finding.manifest().map(RouteSuites::place).stream())
            .toList();
    return new Case(
        finding.message() + rule.map(RouteSuites::chain).orElse(""),
        "route",
        new Case.Rule("routes/" + finding.kind().id(), words(finding.kind())),
        isError ? Verdict.VIOLATED : isOpen ? Verdict.NEVER_SEEN : Verdict.WARNED,
        finding.message(),
        details(finding),
        List.of(),
        places.isEmpty() ? null : places.getFirst(),
        places.stream().skip(1).toList());
  }

  /// A chain has the same name wherever its lines are.
  private static String chain(RulePlace place) {
    return " (%s %s)".formatted(place.step().table(), place.step().chain());
  }

  private static Place place(SourceLine line) {
    return new Place(line.file(), line.line());
  }

  private static String words(Kind kind) {
    return kind.id().replace('-', ' ');
  }

  private static List<String> details(Finding finding) {
    var details = new ArrayList<String>();
    finding
        .rule()
        .ifPresent(
            place ->
                details.add(
                    "at %s  %s %s rule %d"
                        .formatted(
                            place,
                            place.step().table(),
                            place.step().chain(),
                            place.step().rule())));
    finding.missing().ifPresent(rule -> details.add("expected there: " + rule));
    finding.clients().forEach(client -> details.add("from " + client));
    finding.manifest().ifPresent(place -> details.add("Service at " + place));
    return details;
  }

  /// The packets that have another fate, each at the last rule that they meet now.
  ///
  /// @param after the rules of now
  /// @param most how many changes are told
  public Suite of(Difference difference, Traversal after, int most) {
    var cases =
        new ArrayList<>(
            difference.changes().stream()
                .limit(most)
                .map(change -> of(change, difference, after))
                .toList());
    if (cases.isEmpty()) {
      cases.add(sound("no packet has another fate"));
    }
    var extent = FateText.count(difference.packets()) + " packets";
    return suite(after.rules().source(), extent, cases);
  }

  private static Case of(Change change, Difference difference, Traversal after) {
    var conditions =
        change.packets().conditions(FateText.MOST_CONDITIONS).stream()
            .map(each -> String.join(", ", each))
            .toList();
    var lines = FateText.lines(after, change.packets().sample());
    var message =
        "packets%s had the fate %s, and now have %s"
            .formatted(
                conditions.stream().findFirst().map(first -> " (" + first + ")").orElse(""),
                FateText.fate(change.before()),
                FateText.fate(change.after()));
    var details = new ArrayList<String>();
    details.add(FateText.share(change.size(), difference.packets()).strip() + " of all packets");
    details.addAll(conditions);
    details.add("such as " + FateText.sample(change.packets().sample()));
    return new Case(
        message,
        "fate",
        new Case.Rule("routes/fate-changed", "packets have the fate that they had"),
        Verdict.VIOLATED,
        message,
        details,
        List.of(),
        lines.isEmpty() ? null : new Place(after.rules().source(), lines.getLast()));
  }

  /// The rules that no packet meets.
  public Suite of(String dump, List<Shadowed> rules) {
    var cases = new ArrayList<>(rules.stream().map(each -> of(dump, each)).toList());
    if (cases.isEmpty()) {
      cases.add(sound("every rule is met by some packet"));
    }
    return suite(dump, "all packets", cases);
  }

  private static Case of(String dump, Shadowed each) {
    var reason = each.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    var text = "-A %s %s".formatted(each.at().chain(), each.rule().text());
    var by = each.by().stream().map(step -> new Place(dump, step.line())).toList();
    return new Case(
        "%s %s".formatted(each.at().table(), text),
        RULE,
        new Case.Rule("routes/" + reason, reason.replace('-', ' ')),
        Verdict.WARNED,
        "no packet meets the rule %s: %s".formatted(text, reason.replace('-', ' ')),
        by.stream().map(place -> "by %s:%d".formatted(place.file(), place.line())).toList(),
        List.of(),
        Optional.of(each.at().line())
            .filter(line -> line > 0)
            .map(line -> new Place(dump, line))
            .orElse(null),
        by);
  }

  /// What becomes of all packets, with which nothing can be wrong.
  public Suite classes(String dump, String extent) {
    return suite(dump, extent, List.of(sound("all packets are in classes")));
  }

  private static Case sound(String name) {
    return new Case(
        name,
        "route",
        new Case.Rule("routes/as-asked-for", "packets go where they should"),
        Verdict.PASSED,
        "",
        List.of(),
        List.of(),
        null);
  }

  private Suite suite(String dump, String extent, List<Case> cases) {
    var file = Path.of(dump).getFileName();
    return new Suite(
        NAME, file == null ? dump : file.toString(), command, extent, elapsed, null, cases);
  }
}
