package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.network.routes.Client;
import dev.plimsoll.network.routes.Expectation;
import dev.plimsoll.network.routes.Finding;
import dev.plimsoll.network.routes.RoutesReport;
import dev.plimsoll.network.routes.RulePlace;
import dev.plimsoll.network.routes.ServiceRoute;

/// What `plimsoll routes --format json` prints.
final class RoutesJson {

  static Json encode(RoutesReport report) {
    return Json.object()
        .with("dump", report.dump())
        .with("asAskedFor", report.isAsAskedFor())
        .with("findings", Json.list(report.findings(), RoutesJson::encode))
        .with("routes", Json.list(report.routes(), RoutesJson::encode))
        .build();
  }

  private static Json encode(Finding finding) {
    var json =
        Json.object()
            .with("id", finding.kind().id())
            .with("severity", finding.kind().severity().toString())
            .with("message", finding.message())
            .with("clients", Json.list(finding.clients(), RoutesJson::encode));
    finding.service().ifPresent(service -> json.with("service", service.toString()));
    finding.rule().ifPresent(rule -> json.with("rule", encode(rule)));
    finding.missing().ifPresent(missing -> json.with("missing", missing));
    finding.manifest().ifPresent(place -> json.with("manifest", place.toString()));
    return json.build();
  }

  private static Json encode(RulePlace place) {
    var step = place.step();
    return Json.object()
        .with("file", place.file())
        .with("line", step.line())
        .with("table", step.table().toString())
        .with("chain", step.chain())
        .with("rule", step.rule())
        .build();
  }

  private static Json encode(ServiceRoute route) {
    return Json.object()
        .with("service", route.service().toString())
        .with("protocol", route.service().protocol().lowerCase())
        .with("offer", route.offer().kind().toString())
        .with("address", route.offer().address().toString())
        .with("port", route.offer().port())
        .with("client", encode(route.client()))
        .with("expected", encode(route.expected()))
        .with("outcomes", Json.list(route.outcomes(), FlowJson::encode))
        .build();
  }

  private static Json encode(Client client) {
    var json =
        Json.object()
            .with("vantage", client.vantage().toString())
            .with("source", client.source().toString());
    client.in().ifPresent(in -> json.with("in", in));
    return json.build();
  }

  private static Json encode(Expectation expected) {
    return switch (expected) {
      case Expectation.Endpoints(var endpoints, var masquerade) ->
          Json.object()
              .with("verdict", "ACCEPT")
              .with(
                  "destinations", Json.list(endpoints, endpoint -> Json.text(endpoint.toString())))
              .with("masqueraded", masquerade)
              .build();
      case Expectation.Rejected() -> Json.object().with("verdict", "REJECT").build();
      case Expectation.Dropped() -> Json.object().with("verdict", "DROP").build();
      case Expectation.Untranslated() -> Json.object().with("verdict", "untranslated").build();
    };
  }

  private RoutesJson() {}
}
