package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.corpus.Corpus;
import dev.plimsoll.counterexamples.history.HistoryReader;
import dev.plimsoll.counterexamples.history.HistoryWriter;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.etcd.linearizability.Reads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plimsoll linearizable HISTORY...`: are recorded histories of etcd linearizable?
@Command(
    name = "linearizable",
    description = {
      "Decide whether recorded histories of etcd's clients are linearizable, key by key.",
      "Exit status: 0 they are; 12 one is not, or its revisions disagree with real time; 21 the"
          + " time limit was hit first; 65 a history cannot be read."
    })
final class LinearizableCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "HISTORY",
      description = "Operations, a JSON object a line, of one store; - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--allow-stale",
      description =
          "Let serializable reads be stale, as etcd documents them: what they read was there at"
              + " some time before the answer. Default: they have to be linearizable.")
  private boolean allowStale;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "End after this time, such as 30s or 5m; default: no limit.")
  private @Nullable Duration timeLimit;

  @Option(
      names = "--smallest",
      paramLabel = "FILE",
      description = {
        "Where to write the smallest parts that are not linearizable: a history, too.",
        "With one HISTORY only."
      })
  private @Nullable Path smallest;

  @Mixin Output output;

  @Mixin HelpOption help;

  @Override
  public Integer call() {
    if (smallest != null && files.size() > 1) {
      throw new UsageException("--smallest expects one history, but there are " + files.size());
    }
    var histories =
        files.stream().map(file -> HistoryReader.read(file, new InputFile(file).text())).toList();
    var reads = allowStale ? Reads.AS_PROMISED : Reads.LINEARIZABLE;
    var isTimeUp = timeUp();
    var reports = new ArrayList<HistoryReport>();
    for (var index = 0; index < files.size(); index++) {
      reports.add(HistoryReport.of(files.get(index), histories.get(index), reads, isTimeUp));
    }
    if (output.isText()) {
      reports.forEach(report -> output.print(LinearizableText.lines(report)));
    } else {
      output.print(
          Json.object().with("histories", Json.list(reports, LinearizableJson::encode)).build());
    }
    if (smallest != null) {
      write(HistoryWriter.write(reports.getFirst().smallest()), smallest);
    }
    return reports.stream()
        .map(HistoryReport::status)
        .min(ExitStatus.worstFirst())
        .orElse(ExitStatus.HOLDS);
  }

  private BooleanSupplier timeUp() {
    var limit = timeLimit;
    if (limit == null) {
      return () -> false;
    }
    var start = System.nanoTime();
    return () -> System.nanoTime() - start >= limit.toNanos();
  }

  private static void write(String text, Path file) {
    if (Files.isDirectory(file)) {
      throw new UsageException("--smallest expects a file, but %s is a folder".formatted(file));
    }
    try {
      Corpus.replace(file, text);
    } catch (IOException e) {
      throw new UsageException("--smallest: %s cannot be written: %s".formatted(file, e));
    }
  }
}
