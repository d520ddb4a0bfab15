package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.network.traceroute.Event;
import dev.plimsoll.network.traceroute.Hop;
import dev.plimsoll.network.traceroute.Journey;
import dev.plimsoll.network.traceroute.Journey.Leg;
import java.math.BigDecimal;
import java.util.Locale;

/// What `plimsoll traceroute --format json` prints.
final class TracerouteJson {

  static Json encode(TracerouteAnswer answer) {
    return Json.object()
        .with("from", answer.from())
        .with("protocol", answer.protocol().toString())
        .with("length", answer.length())
        .with("asked", Json.list(answer.asked(), TracerouteJson::encode))
        .build();
  }

  private static Json encode(TracerouteAnswer.Asked asked) {
    return Json.object()
        .with("to", asked.to().toString())
        .with("journeys", Json.list(asked.journeys(), TracerouteJson::encode))
        .build();
  }

  private static Json encode(Journey journey) {
    var probability = journey.likelihood().probability();
    return Json.object()
        .with("result", journey.result().toString())
        .with("ending", TracerouteWords.ending(journey))
        .with(
            "probability",
            probability.isPresent()
                ? new Json.Numeral(BigDecimal.valueOf(probability.getAsDouble()), 0)
                : new Json.Null(0))
        .with("legs", Json.list(journey.legs(), TracerouteJson::encode))
        .build();
  }

  private static Json encode(Leg leg) {
    var trace = leg.trace();
    return Json.object()
        .with("kind", leg.kind().toString())
        .with("namespace", trace.namespace())
        .with("fate", word(trace.fate()))
        .with("text", TracerouteWords.of(trace.fate()))
        .with("room", trace.room())
        .with("hops", Json.list(trace.hops(), TracerouteJson::encode))
        .build();
  }

  private static Json encode(Hop hop) {
    var json =
        Json.object()
            .with("layer", hop.layer().toString())
            .with("node", hop.node())
            .with("namespace", hop.namespace())
            .with("device", hop.device())
            .with("event", word(hop.event()))
            .with("text", TracerouteWords.of(hop.event()));
    if (hop.event() instanceof Event.Filtered filtered) {
      json.with("before", filtered.before().toString())
          .with("after", filtered.after().toString())
          .with(
              "rules",
              Json.list(
                  filtered.rules(),
                  step ->
                      Json.object()
                          .with("table", step.table().toString())
                          .with("chain", step.chain())
                          .with("rule", (long) step.rule())
                          .build()));
    }
    return json.build();
  }

  /// The name of a kind of event or fate: `too-long`.
  private static String word(Object kind) {
    return kind.getClass().getSimpleName().replaceAll("\\B([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private TracerouteJson() {}
}
