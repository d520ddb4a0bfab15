package dev.plimsoll.reports.cli;

import dev.plimsoll.network.proxy.ServicePortName;
import dev.plimsoll.network.routes.Finding;
import dev.plimsoll.network.routes.RoutesReport;
import dev.plimsoll.network.routes.ServiceRoute;
import dev.plimsoll.reports.html.text.Quantity;
import dev.plimsoll.reports.network.OutcomeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Where packets to every Service go, as lines of text.
final class RoutesText {

  /// A service port in a line, its addresses and clients below it; then what is wrong.
  static List<String> lines(RoutesReport report) {
    var lines = new ArrayList<String>();
    var services = new LinkedHashMap<ServicePortName, List<ServiceRoute>>();
    for (var route : report.routes()) {
      services.computeIfAbsent(route.service(), _ -> new ArrayList<>()).add(route);
    }
    services.forEach(
        (service, each) -> {
          lines.add(service + "  " + service.protocol().lowerCase());
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
    var line = new StringBuilder("  ");
    padded(line, route.offer().toString()).append(" from ");
    padded(line, route.client().toString()).append(' ');
    var separator = "";
    for (var outcome : route.outcomes()) {
      OutcomeText.append(line.append(separator), outcome);
      separator = ", ";
    }
    return line.toString();
  }

  private static StringBuilder padded(StringBuilder line, String text) {
    return line.append(text).repeat(' ', Math.max(0, 32 - text.length()));
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
