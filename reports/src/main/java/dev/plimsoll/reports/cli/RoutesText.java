package dev.plimsoll.reports.cli;

import dev.plimsoll.network.routes.Finding;
import dev.plimsoll.network.routes.RoutesReport;
import dev.plimsoll.network.routes.ServiceRoute;
import dev.plimsoll.reports.html.text.Quantity;
import dev.plimsoll.reports.network.OutcomeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// Where packets to every Service go, as lines of text.
final class RoutesText {

  /// A service port in a line, its addresses and clients below it; then what is wrong.
  static List<String> lines(RoutesReport report) {
    var lines = new ArrayList<String>();
    var services = new LinkedHashMap<String, List<ServiceRoute>>();
    for (var route : report.routes()) {
      var name = route.service() + "  " + route.service().protocol().lowerCase();
      services.computeIfAbsent(name, _ -> new ArrayList<>()).add(route);
    }
    services.forEach(
        (name, each) -> {
          lines.add(name);
          each.forEach(route -> lines.add(line(route)));
          lines.add("");
        });
    report.findings().forEach(finding -> lines.addAll(lines(finding)));
    var routes =
        "%s of %s"
            .formatted(
                Quantity.of(report.routes().size(), "route"),
                Quantity.of(services.size(), "service port"));
    lines.add(
        report.isAsAskedFor()
            ? "as asked for: " + routes
            : Quantity.of(report.findings().size(), "finding") + " in " + routes);
    return lines;
  }

  private static String line(ServiceRoute route) {
    return "  "
        + padded(route.offer().toString())
        + " from "
        + padded(route.client().toString())
        + " "
        + route.outcomes().stream().map(OutcomeText::of).collect(Collectors.joining(", "));
  }

  private static String padded(String text) {
    return text + " ".repeat(Math.max(0, 32 - text.length()));
  }

  private static List<String> lines(Finding finding) {
    var lines = new ArrayList<String>();
    lines.add(
        "%-7s %s  %s".formatted(finding.kind().severity(), finding.kind().id(), finding.message()));
    finding
        .rule()
        .ifPresent(
            place ->
                lines.add(
                    "        at %s  %s %s rule %d"
                        .formatted(
                            place,
                            place.step().table(),
                            place.step().chain(),
                            place.step().rule())));
    finding.missing().ifPresent(rule -> lines.add("        expected there: " + rule));
    finding.manifest().ifPresent(place -> lines.add("        Service at " + place));
    return lines;
  }

  private RoutesText() {}
}
