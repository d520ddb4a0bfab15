package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.itf.Itf;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.replay.Outcome;
import dev.plimsoll.counterexamples.replay.Replay;
import dev.plimsoll.counterexamples.replay.ReplayText;
import java.nio.file.Path;
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
    var recorded = TraceFile.read(file);
    var counterexample = recorded.counterexample();
    var outcome = Replay.run(counterexample, recorded.configured().model());
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
