package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.Version;
import dev.plimsoll.counterexamples.corpus.Corpus;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.JsonWriter;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.reports.RunJson;
import dev.plimsoll.reports.RunReport;
import dev.plimsoll.reports.html.HtmlReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a run leaves its files: `counterexamples/<model>/<claim>.itf.json`,
/// `reports/<model>.html`, and `reports/runs/<model>.json`, from which the report can be made
/// again. Of a simulation the last two are `<model>.simulation.html` and `.json`.
/// `reports/index.html` leads to the reports of all runs.
///
/// @param corpus the counterexamples
/// @param reports the folder of reports; made when the first file is written
record Folders(Corpus corpus, Path reports) {

  private static final String SUFFIX = ".json";
  private static final String LOCK = ".index.lock";

  /// The folders below one folder; below the working directory where none is given.
  static Folders below(@Nullable Path folder) {
    var root = folder == null ? Path.of("") : folder;
    return new Folders(new Corpus(root.resolve("counterexamples")), root.resolve("reports"));
  }

  /// The page of a run.
  Path page(RunReport run) {
    return reports.resolve(name(run) + ".html");
  }

  /// A simulation does not take the place of what was searched.
  private static String name(RunReport run) {
    return run.simulation() == null ? run.model() : run.model() + ".simulation";
  }

  private Path runs() {
    return reports.resolve("runs");
  }

  /// Keeps counterexamples.
  ///
  /// @return the command that replays each, by the name of its claim
  SequencedMap<String, String> keep(List<Counterexample> counterexamples) throws IOException {
    var replays = new LinkedHashMap<String, String>();
    for (var counterexample : counterexamples) {
      var file = corpus.write(counterexample);
      replays.put(counterexample.claim(), Corpus.replayCommand(file));
    }
    return replays;
  }

  /// Keeps what a search found: its counterexamples, what is told of it, and its page.
  ///
  /// @param command the command line that repeats it
  RunReport keep(Configured configured, String command, RunReport.Bounds bounds, CheckResult result)
      throws IOException {
    var definition = configured.definition();
    var counterexamples =
        result.claims().stream()
            .flatMap(
                claim ->
                    Counterexample.of(definition.name(), configured.parameters(), claim).stream())
            .toList();
    var run =
        new RunReport(
            Version.current(),
            command,
            definition.name(),
            definition.summary(),
            definition.source(),
            configured.parameters(),
            bounds,
            result,
            keep(counterexamples),
            null,
            List.of());
    keep(run, configured.model());
    return run;
  }

  /// Keeps what is told of a run, and makes its page.
  ///
  /// @param model with the parameters of the run
  void keep(RunReport run, Model model) throws IOException {
    Corpus.replace(runs().resolve(name(run) + SUFFIX), JsonWriter.indented(RunJson.encode(run)));
    writePage(run, model);
  }

  /// Makes the page of a run.
  ///
  /// @param model with the parameters of the run; null if there is none any more
  void writePage(RunReport run, @Nullable Model model) throws IOException {
    Corpus.replace(page(run), HtmlReport.render(run, model));
  }

  /// The page that leads to those of all runs.
  Path index() {
    return reports.resolve("index.html");
  }

  /// Makes the page that leads to those of all runs; one that cannot be read, as an older version
  /// kept it, is passed over.
  ///
  /// Of several that make it at a time, in whatever process, one makes it after the other: so the
  /// last one has seen all.
  void writeIndex() throws IOException {
    Files.createDirectories(reports);
    var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    synchronized (Folders.class) {
      try (var file = FileChannel.open(reports.resolve(LOCK), options);
          var _ = file.lock()) {
        var rows =
            lastRuns(
                Folders::readIfPossible,
                run ->
                    HtmlReport.indexRow(
                        run, reports.relativize(page(run)).toString().replace('\\', '/')));
        Corpus.replace(index(), HtmlReport.renderIndex(rows));
      }
    }
  }

  /// The last runs of each model, sorted by the name of the model.
  ///
  /// @throws UnreadableException if a file is not one of a run
  List<RunReport> lastRuns() throws IOException {
    return lastRuns(Folders::read, run -> run);
  }

  private static Stream<RunReport> read(Path file) {
    return Stream.of(RunJson.decode(new JsonSource(file.toString()), JsonReader.read(file)));
  }

  private static Stream<RunReport> readIfPossible(Path file) {
    try {
      return read(file);
    } catch (UnreadableException e) {
      return Stream.of();
    }
  }

  /// What is made of the last runs, of one after the other: all of them may be large.
  private <T> List<T> lastRuns(
      Function<Path, Stream<RunReport>> reader, Function<RunReport, T> made) throws IOException {
    if (!Files.isDirectory(runs())) {
      return List.of();
    }
    try (var files = Files.walk(runs())) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted()
          .flatMap(reader)
          .map(made)
          .toList();
    }
  }
}
