package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.corpus.Corpus;
import dev.plimsoll.counterexamples.itf.Itf;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.counterexamples.replay.Replay;
import dev.plimsoll.counterexamples.shrink.Shrinker;
import dev.plimsoll.counterexamples.shrink.Shrunk;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plimsoll shrink FILE`: a counterexample in as few steps as can be.
@Command(
    name = "shrink",
    description = {
      "Make a counterexample shorter, while it still violates the same claim.",
      "No step of what comes out can be dropped; what it was is kept beside it. Works on traces of"
          + " any origin, and on behaviours that never end.",
      "Exit status: 0 when it is as short as it gets; 21 when it was interrupted before, with what"
          + " was reached by then; 65 when it is no counterexample of the model."
    })
final class ShrinkCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "Such as counterexamples/MODEL/CLAIM.itf.json.")
  private Path file;

  @Mixin TraceChoice choice;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where counterexamples/ is written; default: here.")
  private @Nullable Path out;

  @Option(
      names = "--progress-interval",
      paramLabel = "DURATION",
      converter = Durations.class,
      defaultValue = "2s",
      description = "How often to tell how it goes, on standard error; 0s: never.")
  private Duration progressInterval = Duration.ofSeconds(2);

  @Mixin Output output;

  @Mixin HelpOption help;

  @Override
  public Integer call() throws IOException {
    var interruption = new Interruption();
    try (var _ = new EarlyEnd(interruption)) {
      return call(TraceFile.read(file, choice), interruption);
    }
  }

  private int call(TraceFile recorded, Interruption interruption) throws IOException {
    var start = System.nanoTime();
    var shrunk = shrink(recorded, interruption);
    var seconds = Duration.ofNanos(System.nanoTime() - start);
    var original = recorded.counterexample();
    var shorter =
        new Counterexample(
            original.model(),
            original.parameters(),
            original.claim(),
            original.kind(),
            shrunk.trace(),
            original.version());
    var kept = keep(original, shorter);
    if (output.isText()) {
      output.print(lines(shorter, shrunk, seconds, kept));
    } else {
      output.print(encode(shorter, shrunk, seconds, kept));
    }
    return shrunk.isMinimal() ? ExitStatus.HOLDS : ExitStatus.INCOMPLETE;
  }

  private Shrunk shrink(TraceFile recorded, Interruption interruption) {
    var model = recorded.configured().model();
    var counterexample = recorded.counterexample();
    var steps = counterexample.trace().length() - 1;
    var progress = new ShrinkLine(steps, progressInterval, output.err());
    try {
      return Shrinker.shrink(
          model,
          Replay.claim(model, counterexample.claim()),
          counterexample.trace(),
          interruption,
          progress::tell);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(
          file.toString(), "expected a counterexample: " + e.getMessage());
    }
  }

  /// Keeps both, unless they are the same. What was shrunk before keeps its own original.
  ///
  /// @return the file of the shorter one, and of the original where there is one
  private List<Path> keep(Counterexample original, Counterexample shorter) throws IOException {
    var corpus = Folders.below(out).corpus();
    var place = corpus.file(original.model(), original.claim());
    var beside = corpus.original(original.model(), original.claim());
    var first =
        Files.exists(beside) && Files.exists(place) && Files.isSameFile(place, file)
            ? Corpus.read(beside)
            : original;
    var files = new ArrayList<>(List.of(corpus.write(shorter)));
    if (!first.trace().equals(shorter.trace())) {
      files.add(corpus.writeOriginal(first));
    }
    return files;
  }

  private static List<String> lines(
      Counterexample shorter, Shrunk shrunk, Duration duration, List<Path> kept) {
    var lines = new ArrayList<String>();
    lines.add("%s  \"%s\"".formatted(shorter.model(), shorter.claim()));
    lines.addAll(shorter.lines());
    lines.add(
        String.format(
            Locale.ROOT,
            "%s   (from %,d; %.2f s%s)",
            RunText.count(shrunk.trace().length() - 1, "step"),
            shrunk.original().length() - 1,
            duration.toMillis() / 1000.0,
            shrunk.isMinimal() ? "" : "; interrupted"));
    kept.stream().skip(1).forEach(original -> lines.add("original  " + original));
    lines.add("replay    " + Corpus.replayCommand(kept.getFirst()));
    return lines;
  }

  private static Json encode(
      Counterexample shorter, Shrunk shrunk, Duration duration, List<Path> kept) {
    return Json.object()
        .with("model", shorter.model())
        .with("claim", shorter.claim())
        .with("steps", shrunk.trace().length() - 1L)
        .with("from", shrunk.original().length() - 1L)
        .with("minimal", shrunk.isMinimal())
        .with("seconds", new Json.Numeral(BigDecimal.valueOf(duration.toMillis(), 3), 0))
        .with("file", kept.getFirst().toString())
        .with(
            "original", kept.size() == 1 ? new Json.Null(0) : Json.text(kept.getLast().toString()))
        .with("counterexample", Itf.encode(shorter))
        .build();
  }
}
