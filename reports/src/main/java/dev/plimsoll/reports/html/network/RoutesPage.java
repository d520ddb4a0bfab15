package dev.plimsoll.reports.html.network;

import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.proxy.ServicePortName;
import dev.plimsoll.network.routes.Client;
import dev.plimsoll.network.routes.Finding;
import dev.plimsoll.network.routes.Finding.Severity;
import dev.plimsoll.network.routes.Offer;
import dev.plimsoll.network.routes.RoutesReport;
import dev.plimsoll.network.routes.ServiceRoute;
import dev.plimsoll.reports.html.network.PacketPage.Fact;
import dev.plimsoll.reports.html.network.PacketPage.Figure;
import dev.plimsoll.reports.html.network.PacketPage.Line;
import dev.plimsoll.reports.html.network.PacketPage.Listing;
import dev.plimsoll.reports.html.network.PacketPage.Part;
import dev.plimsoll.reports.html.network.PacketPage.Verdict;
import dev.plimsoll.reports.html.packet.PacketPath;
import dev.plimsoll.reports.html.packet.PacketPath.Told;
import dev.plimsoll.reports.html.packet.Room;
import dev.plimsoll.reports.html.text.Quantity;
import dev.plimsoll.reports.network.OutcomeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where packets to Services go, and whether that is what the Services ask for.
public final class RoutesPage {

  private static final int MOST_FINDINGS = 200;
  private static final int MOST_ROUTES = 4_000;
  private static final int MOST_ENDS = 8;

  private final RuleSet rules;
  private final RoutesReport report;
  private final Room room = new Room(Room.PAGE / 2);
  private final Map<Sender, ServiceRoute> routes = new HashMap<>();
  private final Map<ServiceRoute, Integer> findings = new HashMap<>();
  private final Map<Drawn, Integer> drawn = new HashMap<>();

  /// What a finding says of the packets that show it.
  private record Sender(ServicePortName service, Offer offer, Client client) {}

  /// A packet whose ways are drawn, and the line that is marked there.
  private record Drawn(ServiceRoute route, Optional<Integer> line) {}

  private RoutesPage(RuleSet rules, RoutesReport report) {
    this.rules = rules;
    this.report = report;
    report
        .routes()
        .forEach(
            route -> routes.put(new Sender(route.service(), route.offer(), route.client()), route));
    for (var number = report.findings().size(); number > 0; number--) {
      for (var route : shownBy(report.findings().get(number - 1))) {
        findings.put(route, number);
      }
    }
  }

  /// The page.
  ///
  /// @param rules what the report is about
  /// @param objects the files that the Services are from
  /// @param command the command line that makes it again
  /// @param version of Plimsoll
  public static PacketPage of(
      RuleSet rules, RoutesReport report, List<String> objects, String command, String version) {
    return new RoutesPage(rules, report).page(objects, command, version);
  }

  private PacketPage page(List<String> objects, String command, String version) {
    var parts = new ArrayList<Part>();
    for (var finding : report.findings()) {
      if (parts.size() < MOST_FINDINGS) {
        parts.add(part(parts.size() + 1, finding));
      }
    }
    var listed =
        report.routes().stream()
            .sorted(Comparator.comparing(route -> !findings.containsKey(route)))
            .limit(MOST_ROUTES)
            .map(this::line)
            .toList();
    return new PacketPage(
        report.dump(),
        List.of("Compared with the Services of " + String.join(", ", objects)),
        verdict(),
        List.of(
            new Figure("Rules", Quantity.of(rules.rules().count())),
            new Figure("Service ports", Quantity.of(services())),
            new Figure("Routes", Quantity.of(report.routes().size())),
            new Figure("Errors", Quantity.of(count(Severity.ERROR))),
            new Figure("Warnings", Quantity.of(count(Severity.WARNING)))),
        report.findings().size() > MOST_FINDINGS
            ? "The first %d findings".formatted(MOST_FINDINGS)
            : "Findings",
        parts,
        List.of(
            new Listing(
                "Every Service, from everywhere",
                List.of("Service port", "At", "From", "Asked for", "What happens"),
                listed,
                report.routes().size() - listed.size())),
        command,
        version);
  }

  private long services() {
    return report.routes().stream()
        .map(route -> route.service() + " " + route.service().protocol())
        .distinct()
        .count();
  }

  private long count(Severity severity) {
    return report.findings().stream()
        .filter(finding -> finding.kind().severity() == severity)
        .count();
  }

  private Verdict verdict() {
    var extent =
        "%s of %s"
            .formatted(
                Quantity.of(report.routes().size(), "route"),
                Quantity.of(services(), "service port"));
    var caveat =
        "Only first packets of connections: later ones follow what connection tracking knows.";
    if (report.isAsAskedFor()) {
      return new Verdict(
          "good",
          "✓",
          "As asked for",
          "Packets go where the Services ask, in %s.".formatted(extent),
          caveat);
    }
    var errors = count(Severity.ERROR);
    var isWrong = errors > 0;
    var sentence =
        "%s and %s in %s. The first: %s."
            .formatted(
                Quantity.of(errors, "error"),
                Quantity.of(count(Severity.WARNING), "warning"),
                extent,
                report.findings().getFirst().message());
    return isWrong
        ? new Verdict("bad", "✕", "Packets go wrong", sentence, caveat)
        : new Verdict("warn", "!", "Worth a look", sentence, caveat);
  }

  /// The routes that show a finding, in order of its clients.
  private List<ServiceRoute> shownBy(Finding finding) {
    if (finding.service().isEmpty() || finding.offer().isEmpty()) {
      return List.of();
    }
    return finding.clients().stream()
        .map(client -> new Sender(finding.service().get(), finding.offer().get(), client))
        .flatMap(sender -> Stream.ofNullable(routes.get(sender)))
        .toList();
  }

  private Part part(int number, Finding finding) {
    var isError = finding.kind().severity() == Severity.ERROR;
    var shown = shownBy(finding);
    var facts = new ArrayList<>(facts(finding));
    var paths = new ArrayList<PacketPath>();
    if (!shown.isEmpty()) {
      var line = finding.rule().map(place -> place.step().line());
      var first = drawn.putIfAbsent(new Drawn(shown.getFirst(), line), number);
      if (first == null) {
        paths.add(path("f%d-path".formatted(number), shown, line));
      } else {
        facts.add(new Fact("Packet", "", "that of finding " + first, false, "#finding-" + first));
      }
    }
    return new Part(
        "finding-" + number,
        isError ? "bad" : "warn",
        isError ? "✕" : "!",
        finding.kind().id(),
        finding.message(),
        facts,
        paths);
  }

  private PacketPath path(String id, List<ServiceRoute> shown, Optional<Integer> line) {
    var route = shown.getFirst();
    var told =
        new Told(
            id,
            "From %s".formatted(route.client()),
            shown.size() == 1 ? "" : "And so from %s.".formatted(others(shown)),
            report.dump(),
            OptionalInt.empty(),
            line);
    return PacketPath.of(told, rules, route.packet(), route.outcomes(), room);
  }

  private static String others(List<ServiceRoute> shown) {
    return shown.stream()
        .skip(1)
        .map(route -> route.client().toString())
        .distinct()
        .limit(MOST_ENDS)
        .collect(Collectors.joining(", "));
  }

  private List<Fact> facts(Finding finding) {
    var facts = new ArrayList<Fact>();
    finding
        .rule()
        .ifPresent(
            place ->
                facts.add(
                    new Fact(
                        finding.missing().isEmpty() ? "Rule at fault" : "Differs here",
                        place.toString(),
                        text(place.step()),
                        true)));
    finding.missing().ifPresent(rule -> facts.add(new Fact("Expected there", "", rule, true)));
    finding
        .manifest()
        .ifPresent(
            place -> facts.add(new Fact("Service", place.toString(), service(finding), false)));
    return facts;
  }

  private static String service(Finding finding) {
    return finding.service().map(ServicePortName::service).orElse("");
  }

  /// A rule as the dump has it; of one that is missing, what stands in its place.
  private String text(Step step) {
    return rules
        .table(step.table())
        .flatMap(table -> table.chain(step.chain()))
        .filter(chain -> step.rule() <= chain.rules().size())
        .map(chain -> chain.rules().get(step.rule() - 1))
        .map(Rule::text)
        .map(text -> "-A %s %s".formatted(step.chain(), text))
        .orElse("at the end of %s".formatted(step.chain()));
  }

  private Line line(ServiceRoute route) {
    var number = findings.getOrDefault(route, 0);
    var isWrong = number > 0;
    var isError = isWrong && report.findings().get(number - 1).kind().severity() == Severity.ERROR;
    return new Line(
        isWrong ? isError ? "bad" : "warn" : "good",
        isWrong ? isError ? "✕" : "!" : "✓",
        isWrong ? report.findings().get(number - 1).kind().id() : "as asked for",
        isWrong && number <= MOST_FINDINGS ? "#finding-" + number : "",
        List.of(
            List.of("%s %s".formatted(route.service(), route.service().protocol().lowerCase())),
            List.of(route.offer().toString()),
            List.of(route.client().toString()),
            List.of(OutcomeText.of(route.expected())),
            ends(route.outcomes())));
  }

  private static List<String> ends(List<Outcome> outcomes) {
    var ends = new ArrayList<>(outcomes.stream().limit(MOST_ENDS).map(OutcomeText::of).toList());
    if (outcomes.size() > MOST_ENDS) {
      ends.add("and %d more".formatted(outcomes.size() - MOST_ENDS));
    }
    return ends;
  }
}
