package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.counterexamples.Version;
import dev.plimsoll.reports.RunReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// One model, about to be checked as the user asked for.
///
/// @param claims the names of those to check; empty for all
/// @param progressInterval how often to tell how it goes; zero for never
record CheckRun(
    Configured configured,
    RunReport.Bounds bounds,
    int workers,
    Set<String> claims,
    boolean paranoid,
    Method method,
    LongRunOptions longRun,
    Duration progressInterval,
    Folders folders) {

  /// Searches, and keeps what was found.
  ///
  /// @param err where progress goes
  /// @param interruption by which the search is asked to end early
  RunReport run(PrintWriter err, Interruption interruption) throws IOException {
    var result = Search.check(configured.model(), options(err).withInterruption(interruption));
    return folders.keep(configured, command(), bounds, result);
  }

  private SearchOptions options(PrintWriter err) {
    var options =
        SearchOptions.defaults()
            .withWorkers(workers)
            .withClaims(claims)
            .withParanoid(paranoid)
            .withMethod(method)
            .withMemory(longRun.memory());
    var checkpointing =
        longRun.checkpointing(
            "%s in version %s".formatted(String.join(" ", subject()), Version.current()));
    if (checkpointing.isPresent()) {
      options = options.withCheckpointing(checkpointing.get());
    }
    if (bounds.depth() != null) {
      options = options.withDepth(bounds.depth());
    }
    if (bounds.timeout() != null) {
      options = options.withTimeout(bounds.timeout());
    }
    return progressInterval.isZero()
        ? options
        : options.withProgress(
            progress -> err.println(ProgressLine.of(progress)), progressInterval);
  }

  /// The command line that repeats this run, without what does not change its answer.
  private String command() {
    var words = subject();
    if (bounds.depth() != null) {
      words.addAll(List.of("--depth", bounds.depth().toString()));
    }
    if (bounds.timeout() != null) {
      words.addAll(List.of("--timeout", Durations.text(bounds.timeout())));
    }
    return String.join(" ", words);
  }

  /// The part of it that says which states are searched, and for what.
  private List<String> subject() {
    var words = CommandWords.of("check", configured, claims);
    if (method.symmetry()) {
      words.add("--symmetry");
    }
    if (method.partialOrder()) {
      words.add("--partial-order");
    }
    if (method.fingerprints()) {
      words.add("--fingerprints");
    }
    return words;
  }
}
