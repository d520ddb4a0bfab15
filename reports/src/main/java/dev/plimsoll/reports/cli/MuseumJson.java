package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.museum.Pair;
import dev.plimsoll.reports.RunJson;
import java.math.BigDecimal;
import java.util.List;

/// What `plimsoll museum` prints as JSON.
///
/// An incident is `{"id","group","reference","links","summary","claim","kind","fix","control",
/// "commands","found","steps","shortest","broken"}`; with `--check` or an ID also `{"fixed","ok",
/// "objections"}`, and with an ID `{"story","loop"}`: the names of the steps, and after how many of
/// them the part begins that is repeated for ever, or null. `broken` and `fixed` are
/// `{"verdict","distinct","seconds"}`.
final class MuseumJson {

  /// `{"incidents":[...]}`.
  static Json list(List<Found> found) {
    return Json.object()
        .with("incidents", Json.list(found, each -> incident(each).build()))
        .build();
  }

  /// `{"ok","incidents":[...]}`.
  static Json checks(List<Pair> pairs) {
    return Json.object()
        .with("ok", pairs.stream().allMatch(pair -> pair.objections().isEmpty()))
        .with("incidents", Json.list(pairs, pair -> pair(pair).build()))
        .build();
  }

  /// One incident.
  static Json story(Pair pair) {
    var trace = Found.of(pair.exhibit(), pair.broken()).claim().trace();
    var steps = trace == null ? List.<String>of() : Story.actions(trace);
    var loop = trace == null ? null : trace.loop();
    return pair(pair)
        .with("story", Json.list(steps, Json::text))
        .with("loop", loop == null ? new Json.Null(0) : Json.number(loop))
        .build();
  }

  private static Json.Builder pair(Pair pair) {
    return incident(Found.of(pair.exhibit(), pair.broken()))
        .with("fixed", run(pair.fixed()))
        .with("ok", pair.objections().isEmpty())
        .with("objections", Json.list(pair.objections(), Json::text));
  }

  private static Json.Builder incident(Found found) {
    var exhibit = found.exhibit();
    var incident = exhibit.incident();
    var commands = List.of(MuseumText.command(exhibit, false), MuseumText.command(exhibit, true));
    return Json.object()
        .with("id", incident.id())
        .with("group", exhibit.group())
        .with("reference", incident.reference())
        .with("links", Json.list(exhibit.links(), Json::text))
        .with("summary", incident.summary())
        .with("claim", incident.claim())
        .with("kind", found.claim().kind().toString())
        .with("fix", incident.repair())
        .with("control", incident.isControl())
        .with("commands", Json.list(commands, Json::text))
        .with("found", found.isFound())
        .with("steps", found.steps())
        .with("shortest", found.isFound() && found.isShortest())
        .with("broken", run(found.result()));
  }

  private static Json run(CheckResult result) {
    var seconds = BigDecimal.valueOf(result.elapsed().toMillis(), 3);
    return Json.object()
        .with("verdict", RunJson.word(result.verdict()))
        .with("distinct", result.distinct())
        .with("seconds", new Json.Numeral(seconds, 0))
        .build();
  }

  private MuseumJson() {}
}
