package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.reports.RunJson;
import dev.plimsoll.reports.RunReport;
import dev.plimsoll.reports.ci.Suites;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `plimsoll check [MODEL]`: exhaustive search of a model, or of every model.
@Command(
    name = "check",
    description = {
      "Search all states of a model and check its claims.",
      "Without MODEL: every model at its default bounds, but for incidents, which are broken by"
          + " default. A run leaves its counterexamples below counterexamples/ and its report below"
          + " reports/."
    })
final class CheckCommand implements Callable<Integer> {

  @Mixin ModelChoice choice;

  @Mixin RunOptions options;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "See at most N levels, the initial state's counted as 1.")
  private @Nullable Integer depth;

  @Option(
      names = "--paranoid",
      description = "Execute every rule and claim every time, and compare: finds impure ones.")
  private boolean paranoid;

  @Mixin MethodOptions method;

  @Option(
      names = "--coverage",
      description =
          "Print what was covered, too: what rules and claims read and write, what was never"
              + " enabled, chosen, written or read, and the steps out of each level.")
  private boolean coverage;

  @Option(
      names = "--statistics",
      description =
          "Print how much was remembered, too: of each rule how often its code had to be executed,"
              + " of states the words that they are folded into, and how fast they were found.")
  private boolean statistics;

  @Mixin LongRunOptions longRun;

  @Mixin ResultOutput output;

  @Mixin HelpOption help;

  @Override
  public Integer call() throws IOException {
    var interruption = new Interruption();
    try (var _ = new EarlyEnd(interruption)) {
      return call(chosen(Catalog.load()), interruption);
    }
  }

  private int call(List<Configured> models, Interruption interruption) throws IOException {
    var runs = new ArrayList<RunReport>();
    for (var configured : models) {
      if (!interruption.isRequested()) {
        var run = checkRun(configured).run(output.err(), interruption);
        runs.add(run);
        if (output.isText()) {
          output.print(new RunText(run, options.folders().page(run), coverage, statistics).lines());
        }
      }
    }
    if (output.isText() && !choice.isMade()) {
      output.print(RunText.table(runs));
    }
    var corpus = options.folders().corpus();
    output.finish(
        runs.stream().map(run -> Suites.of(run, corpus)).toList(),
        () ->
            choice.isMade()
                ? RunJson.encode(runs.getFirst(), statistics)
                : encode(runs, statistics));
    options.folders().writeIndex();
    return runs.stream()
        .map(run -> ExitStatus.of(run.result()))
        .min(ExitStatus.worstFirst())
        .orElse(ExitStatus.HOLDS);
  }

  private static Json encode(List<RunReport> runs, boolean statistics) {
    var worst =
        runs.stream()
            .map(RunReport::result)
            .min((a, b) -> ExitStatus.worstFirst().compare(ExitStatus.of(a), ExitStatus.of(b)));
    return Json.object()
        .with("verdict", worst.map(result -> RunJson.word(result.verdict())).orElse("holds"))
        .with("runs", Json.list(runs, run -> RunJson.encode(run, statistics)))
        .build();
  }

  private List<Configured> chosen(Catalog catalog) {
    if (choice.isMade()) {
      return List.of(choice.configured(catalog));
    }
    if (choice.isNarrowed() || longRun.keeps()) {
      throw new UsageException(
          "--set, --claim, --checkpoint and --resume need a MODEL to be about");
    }
    return catalog.sound().stream().map(definition -> definition.configure(Map.of())).toList();
  }

  private CheckRun checkRun(Configured configured) {
    return new CheckRun(
        configured,
        new RunReport.Bounds(limit(), options.timeout()),
        options.workers(),
        choice.claims(),
        paranoid,
        method.method(),
        longRun,
        options.progressInterval(),
        options.folders());
  }

  private @Nullable Integer limit() {
    if (depth != null && depth < 1) {
      throw new UsageException("--depth must be at least 1, but is " + depth);
    }
    return depth;
  }
}
