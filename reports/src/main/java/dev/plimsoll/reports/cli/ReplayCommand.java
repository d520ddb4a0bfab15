package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.corpus.Corpus;
import dev.plimsoll.counterexamples.itf.Itf;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.counterexamples.replay.Outcome;
import dev.plimsoll.counterexamples.replay.Replay;
import dev.plimsoll.counterexamples.replay.ReplayText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `plimsoll replay FILE`: does a recorded counterexample still fail?
@Command(
    name = "replay",
    description = {
      "Step through a recorded counterexample and verify that it still fails.",
      "Exit status: 12 (a deadlock: 11, liveness: 13) when it does, 0 when its claim holds now,",
      "65 when its steps no longer fit the model."
    })
final class ReplayCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "Such as counterexamples/MODEL/CLAIM.itf.json.")
  private Path file;

  @Mixin Output output;

  @Mixin HelpOption help;

  @Override
  public Integer call() {
    var counterexample = Corpus.read(file);
    var outcome = Replay.run(counterexample, configured(counterexample).model());
    var told = ReplayText.of(counterexample, outcome);
    if (output.isText()) {
      output.print(List.of("%s  \"%s\"".formatted(counterexample.model(), counterexample.claim())));
      output.print(counterexample.lines());
      output.print(told);
    } else {
      output.print(
          Json.object()
              .with("file", file.toString())
              .with("outcome", word(outcome))
              .with("told", Json.list(told, Json::text))
              .with("counterexample", Itf.encode(counterexample))
              .build());
    }
    return status(counterexample, outcome);
  }

  /// The model of the file. That the file names it wrongly is the file's fault, not the user's.
  private Configured configured(Counterexample counterexample) {
    var parameters = new LinkedHashMap<String, String>();
    counterexample.parameters().values().forEach((k, v) -> parameters.put(k, v.toString()));
    try {
      var configured = Catalog.load().find(counterexample.model()).configure(parameters);
      Replay.claim(configured.model(), counterexample.claim());
      return configured;
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(file.toString(), String.valueOf(e.getMessage()));
    }
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.StillViolates _ -> "still-violates";
      case Outcome.NoLongerViolates _ -> "no-longer-violates";
      case Outcome.OtherStart _, Outcome.OtherState _, Outcome.NotAllowed _, Outcome.NotClosed _ ->
          "does-not-fit";
    };
  }

  private static int status(Counterexample counterexample, Outcome outcome) {
    return switch (outcome) {
      case Outcome.StillViolates _ ->
          switch (counterexample.kind()) {
            case SAFETY -> ExitStatus.VIOLATED;
            case DEADLOCK -> ExitStatus.DEADLOCK;
            case LIVENESS -> ExitStatus.LIVENESS_VIOLATED;
          };
      case Outcome.NoLongerViolates _ -> ExitStatus.HOLDS;
      case Outcome.OtherStart _, Outcome.OtherState _, Outcome.NotAllowed _, Outcome.NotClosed _ ->
          ExitStatus.UNREADABLE;
    };
  }
}
