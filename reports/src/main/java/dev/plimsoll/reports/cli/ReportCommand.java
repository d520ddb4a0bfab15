package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.counterexamples.corpus.Corpus;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.kubernetes.manifest.ManifestException;
import dev.plimsoll.reports.RunReport;
import dev.plimsoll.reports.cluster.ClusterDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `plimsoll report`: makes the pages of the last runs again.
@Command(
    name = "report",
    description = {
      "Rebuild the HTML reports from the last runs of each model.",
      "Nothing is searched again: the runs are kept below reports/runs/."
    })
final class ReportCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where counterexamples/ and reports/ are; default: here.")
  private @Nullable Path out;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var folders = Folders.below(out);
    var runs = folders.lastRuns();
    for (var run : runs) {
      folders.writePage(run, model(run).orElse(null));
      spec.commandLine().getOut().println("report    " + folders.page(run));
    }
    if (!runs.isEmpty()) {
      folders.writeIndex();
      spec.commandLine().getOut().println("index     " + folders.index());
    }
    if (runs.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "plimsoll: there is no run in %s; start with ./plimsoll check"
                  .formatted(folders.reports()));
    }
    warnOfOthers(folders.corpus(), runs);
    return ExitStatus.HOLDS;
  }

  /// The model of a run, to be asked about its traces; nothing if there is no such model any more,
  /// or it has other parameters, or its manifests cannot be read.
  private static Optional<Model> model(RunReport run) {
    var given = new LinkedHashMap<String, String>();
    run.parameters().values().forEach((name, value) -> given.put(name, value.toString()));
    try {
      var definition =
          ClusterDefinition.find(run.model(), ReportCommand::text)
              .orElseGet(() -> Catalog.load().find(run.model()));
      return Optional.of(definition.configure(given).model());
    } catch (IllegalArgumentException | UnreadableException | ManifestException e) {
      return Optional.empty();
    }
  }

  /// What was read from standard input is not there any more.
  private static String text(String file) {
    if (file.equals("-")) {
      throw new UnreadableException(file, "it was standard input");
    }
    return new InputFile(file).text();
  }

  /// A counterexample of a model that has no run cannot be reported on, and is not passed over.
  private void warnOfOthers(Corpus corpus, List<RunReport> runs) throws IOException {
    var reported = runs.stream().map(RunReport::model).collect(Collectors.toSet());
    for (var file : corpus.left()) {
      var model = Corpus.read(file).model();
      if (!reported.contains(model)) {
        spec.commandLine()
            .getErr()
            .println(
                "plimsoll: %s is not in any report: there is no run of %s; ./plimsoll check %s"
                    .formatted(file, model, model));
      }
    }
  }
}
