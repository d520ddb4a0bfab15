package dev.plimsoll.reports;

import dev.plimsoll.checker.simulation.Runs;
import dev.plimsoll.checker.simulation.SimulationOptions.Mode;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.Json.Members;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.reports.RunReport.Original;
import dev.plimsoll.reports.RunReport.Simulated;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is told of a simulation, as part of {@link RunJson}.
record SimulationJson(JsonSource source) {

  static Json encode(@Nullable Simulated simulation) {
    if (simulation == null) {
      return new Json.Null(0);
    }
    var runs = simulation.runs();
    return Json.object()
        .with("run", runs.mode().toString())
        .with("seed", runs.seed())
        .with("asked", runs.asked())
        .with("length", runs.length())
        .with("made", runs.made())
        .with("shortest", runs.shortest())
        .with("longest", runs.longest())
        .with("lengths", runs.lengths())
        .with("rested", runs.rested())
        .with("countedExactly", runs.countedExactly())
        .with("originals", Json.list(simulation.originals().entrySet(), SimulationJson::encode))
        .build();
  }

  private static Json encode(Map.Entry<String, Original> entry) {
    var original = entry.getValue();
    var file = original.file();
    return Json.object()
        .with("of", entry.getKey())
        .with("steps", original.steps())
        .with("isShrunk", original.isShrunk())
        .with("file", file == null ? new Json.Null(0) : Json.text(file))
        .build();
  }

  @Nullable Simulated decode(@Nullable Json json) {
    if (json == null) {
      return null;
    }
    var members = source.members(json);
    var originals = new LinkedHashMap<String, Original>();
    for (var original : source.elements(source.required(members, "originals"))) {
      var each = source.members(original);
      originals.put(source.text(each, "of"), decodeOriginal(each));
    }
    return new Simulated(decodeRuns(members), originals);
  }

  private Original decodeOriginal(Members original) {
    var file = source.optional(original, "file");
    return new Original(
        source.small(source.required(original, "steps")),
        source.bool(source.required(original, "isShrunk")),
        file == null ? null : source.text(file));
  }

  private Runs decodeRuns(Members runs) {
    return new Runs(
        source.constant(runs, "run", List.of(Mode.values())),
        source.whole(source.required(runs, "seed")),
        source.whole(source.required(runs, "asked")),
        source.small(source.required(runs, "length")),
        source.whole(source.required(runs, "made")),
        source.small(source.required(runs, "shortest")),
        source.small(source.required(runs, "longest")),
        source.whole(source.required(runs, "lengths")),
        source.whole(source.required(runs, "rested")),
        source.bool(source.required(runs, "countedExactly")));
  }
}
