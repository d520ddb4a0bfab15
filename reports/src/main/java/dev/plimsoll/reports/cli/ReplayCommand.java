package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.corpus.Corpus;
import dev.plimsoll.counterexamples.corpus.Regression;
import dev.plimsoll.counterexamples.itf.Itf;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.replay.Outcome;
import dev.plimsoll.counterexamples.replay.Replay;
import dev.plimsoll.counterexamples.replay.ReplayText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `plimsoll replay [FILE...]`: do recorded counterexamples still fail?
@Command(
    name = "replay",
    description = {
      "Step through a recorded counterexample and verify that it still fails.",
      "Exit status: 12 (a deadlock: 11, liveness: 13) when it does, 0 when its claim holds now, 65"
          + " when its steps no longer fit the model.",
      "Of several files, of a folder, and without FILE of all below counterexamples/: a line each;"
          + " 0 when all still fail, 20 when one is fixed, 65 when one does not fit or cannot be"
          + " read."
    })
final class ReplayCommand implements Callable<Integer> {

  private static final Path FOLDER = Path.of("counterexamples");

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Such as counterexamples/MODEL/CLAIM.itf.json, or a folder.")
  private List<Path> files = new ArrayList<>();

  @Mixin TraceChoice choice;

  @Mixin Output output;

  @Mixin HelpOption help;

  @Override
  public Integer call() throws IOException {
    if (files.size() == 1 && !Files.isDirectory(files.getFirst())) {
      return one(TraceFile.read(files.getFirst(), choice));
    }
    if (!choice.isEmpty()) {
      throw new UsageException("--model, --set and --claim are about one FILE");
    }
    return all(files.isEmpty() ? List.of(FOLDER) : files);
  }

  private int one(TraceFile recorded) {
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
              .with("file", recorded.file().toString())
              .with("outcome", word(outcome))
              .with("told", Json.list(told, Json::text))
              .with("counterexample", Itf.encode(counterexample))
              .build());
    }
    return status(counterexample, outcome);
  }

  private int all(List<Path> places) throws IOException {
    if (files.isEmpty() && !Files.isDirectory(FOLDER)) {
      throw new UsageException("there is no folder %s here: name a FILE".formatted(FOLDER));
    }
    var regressions = new ArrayList<Regression>();
    for (var place : places) {
      for (var file : Files.isDirectory(place) ? new Corpus(place).files() : List.of(place)) {
        var regression =
            Regression.of(file, each -> new TraceFile(file, each).configured().model());
        regressions.add(regression);
        if (output.isText()) {
          output.print(regression.lines());
        }
      }
    }
    if (!output.isText()) {
      output.print(
          Json.object().with("traces", Json.list(regressions, ReplayCommand::encode)).build());
    }
    return regressions.stream()
        .mapToInt(each -> status(each.status()))
        .max()
        .orElse(ExitStatus.HOLDS);
  }

  private static Json encode(Regression regression) {
    return Json.object()
        .with("file", regression.file().toString())
        .with("status", regression.status().toString())
        .with("told", Json.list(regression.told(), Json::text))
        .build();
  }

  private static int status(Regression.Status status) {
    return switch (status) {
      case VIOLATES -> ExitStatus.HOLDS;
      case FIXED -> ExitStatus.NEVER_SEEN;
      case STALE, UNREADABLE -> ExitStatus.UNREADABLE;
    };
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
