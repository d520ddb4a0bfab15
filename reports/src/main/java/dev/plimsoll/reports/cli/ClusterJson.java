package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.cluster.manifest.Repair;
import dev.plimsoll.cluster.manifest.Scale;
import dev.plimsoll.cluster.manifest.SpecReader;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.reports.RunJson;
import dev.plimsoll.reports.cluster.FieldPlaces;
import dev.plimsoll.reports.cluster.Finding;
import dev.plimsoll.reports.cluster.Limit;
import dev.plimsoll.reports.cluster.Outcome;
import dev.plimsoll.reports.cluster.Vacuous;
import java.util.List;

/// What `plimsoll cluster --format json` prints.
final class ClusterJson {

  private final FieldPlaces places;

  private ClusterJson(Manifests manifests) {
    places = new FieldPlaces(manifests);
  }

  static Json encode(Manifests manifests, SpecReader.Reading reading, List<Outcome> outcomes) {
    var json = new ClusterJson(manifests);
    return Json.object()
        .with("notes", Json.list(reading.notes(), Json::text))
        .with(
            "skipped",
            Json.list(
                manifests.skipped(),
                each ->
                    Json.object()
                        .with("kind", each.kind())
                        .with("place", each.place().toString())
                        .build()))
        .with(
            "ignored",
            Json.list(
                manifests.objects().stream().flatMap(each -> each.ignored().stream()).toList(),
                each ->
                    Json.object()
                        .with("field", each.field())
                        .with("place", each.place().toString())
                        .build()))
        .with("outcomes", Json.list(outcomes, json::encode))
        .build();
  }

  private Json encode(Outcome outcome) {
    var json =
        Json.object()
            .with("when", Parameter.written(outcome.circumstance()))
            .with("scale", encode(outcome.scale()))
            .with("whole", outcome.isWhole());
    outcome.held().ifPresent(scale -> json.with("held", encode(scale)));
    return json.with("findings", Json.list(outcome.findings(), this::encode))
        .with("vacuous", Json.list(outcome.vacuous(), ClusterJson::encode))
        .with("limits", Json.list(outcome.limits(), ClusterJson::encode))
        .with("run", RunJson.encode(outcome.last()))
        .build();
  }

  private static Json encode(Vacuous vacuous) {
    return Json.object()
        .with("claim", vacuous.claim())
        .with("unseen", Json.list(vacuous.unseen(), Json::text))
        .build();
  }

  private static Json encode(Limit limit) {
    return Json.object().with("most", limit.words()).with("reached", limit.isReached()).build();
  }

  private static Json encode(Scale scale) {
    return Json.object().with("nodes", scale.nodes()).with("pods", scale.replicas()).build();
  }

  private Json encode(Finding finding) {
    return Json.object()
        .with("claim", finding.claim().name())
        .with("place", places.of(finding).toString())
        .with("repairs", Json.list(finding.repairs(), this::encode))
        .build();
  }

  private Json encode(Repair repair) {
    return Json.object()
        .with("place", places.of(repair.field()).toString())
        .with("change", repair.change())
        .build();
  }
}
