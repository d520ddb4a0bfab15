package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.properties.linearizability.Linearizability;
import dev.plimsoll.properties.linearizability.Register;
import dev.plimsoll.properties.linearizability.Register.Operation;
import dev.plimsoll.properties.linearizability.RevisionOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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
      "Exit status: 0 they are; 12 one is not, or its revisions disagree with real time; 21 the",
      "time limit was hit first."
    })
final class LinearizableCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "HISTORY",
      description = "Operations, a JSON object a line, of one store; - is standard input.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--allow-stale",
      description = {
        "Let serializable reads be stale, as etcd documents them: what they read was",
        "there at some time before the answer. Default: they have to be linearizable."
      })
  private boolean allowStale;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "End after this time, such as 30s or 5m; default: no limit.")
  private @Nullable Duration timeLimit;

  @Mixin Output output;

  @Mixin HelpOption help;

  @Override
  public Integer call() {
    var histories = files.stream().map(this::read).toList();
    var isTimeUp = timeUp();
    var reports = new ArrayList<HistoryReport>();
    for (var index = 0; index < files.size(); index++) {
      reports.add(report(files.get(index), histories.get(index), isTimeUp));
    }
    if (output.isText()) {
      reports.forEach(report -> output.print(LinearizableText.lines(report)));
    } else {
      output.print(
          Json.object().with("histories", Json.list(reports, LinearizableJson::encode)).build());
    }
    return reports.stream()
        .map(HistoryReport::status)
        .min(ExitStatus.worstFirst())
        .orElse(ExitStatus.HOLDS);
  }

  private List<HistoryLine> read(String file) {
    return HistoryLine.read(file, new InputFile(file).text());
  }

  private BooleanSupplier timeUp() {
    var limit = timeLimit;
    if (limit == null) {
      return () -> false;
    }
    var start = System.nanoTime();
    return () -> System.nanoTime() - start >= limit.toNanos();
  }

  /// A read without an answer says nothing, and is passed over.
  private HistoryReport report(String file, List<HistoryLine> lines, BooleanSupplier isTimeUp) {
    var byKey = new TreeMap<String, List<HistoryLine>>();
    lines.stream()
        .filter(
            line -> !(line.call().isPending() && line.call().operation() instanceof Operation.Get))
        .forEach(line -> byKey.computeIfAbsent(line.key(), _ -> new ArrayList<>()).add(line));
    var checker = new Linearizability<>(new Register(), isTimeUp);
    var keys = new ArrayList<HistoryReport.Key>();
    byKey.forEach(
        (key, ofKey) -> {
          var calls =
              ofKey.stream().map(line -> allowStale ? line.promised() : line.call()).toList();
          keys.add(new HistoryReport.Key(key, ofKey, checker.check(calls)));
        });
    var answers = lines.stream().map(HistoryLine::answer).flatMap(Optional::stream).toList();
    return new HistoryReport(file, keys, answers.size(), RevisionOrder.disagreement(answers));
  }
}
