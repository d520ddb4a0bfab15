package dev.plimsoll.reports.html;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.reports.RunReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs of the models themselves.
final class RealRuns {

  /// A run at default bounds, but for some parameters.
  static RunReport run(String model, Map<String, String> given) {
    var definition = Catalog.load().find(model);
    var configured = definition.configure(given);
    return new RunReport(
        "0.1.0",
        "./plimsoll check " + model,
        model,
        definition.summary(),
        definition.source(),
        configured.parameters(),
        new RunReport.Bounds(null, null),
        Search.check(configured.model(), SearchOptions.defaults().withWorkers(1)),
        new LinkedHashMap<>(),
        null,
        List.of());
  }

  /// Its page, with what the model says of the traces.
  static String page(String model, Map<String, String> given) {
    var run = run(model, given);
    return HtmlReport.render(run, model(run));
  }

  /// The model of a run, with its parameters.
  static Model model(RunReport run) {
    var given = new LinkedHashMap<String, String>();
    run.parameters().values().forEach((name, value) -> given.put(name, value.toString()));
    return Catalog.load().find(run.model()).configure(given).model();
  }

  private RealRuns() {}
}
