package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.checker.simulation.SimulationOptions;
import dev.plimsoll.checker.simulation.SimulationOptions.Mode;
import dev.plimsoll.counterexamples.corpus.Corpus;
import dev.plimsoll.reports.RunJson;
import dev.plimsoll.reports.ci.Suites;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `plimsoll simulate MODEL`: random walks through a model, or a swarm of bounded searches.
@Command(
    name = "simulate",
    description = {
      "Run through the states of a model by chance and check its claims on those that are met.",
      "A violation ends it; the way there is shrunk, and kept below counterexamples/ with what it"
          + " was shrunk from. What is not violated is not thereby shown to hold."
    })
final class SimulateCommand implements Callable<Integer> {

  private static final int WALKS = 10_000;
  private static final int SEARCHES = 100;
  private static final int LENGTH = 1_000;
  private static final Pattern WEIGHT = Pattern.compile("(.+)=(\\d{1,9})");

  /// Seeds that nobody has chosen are below this: short enough to be read out.
  private static final long SHORT_SEED = 1_000_000_000;

  @Mixin ModelChoice choice;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Make so many walks; default: " + WALKS + ", or " + SEARCHES + " searches.")
  private @Nullable Long runs;

  @Option(
      names = "--length",
      paramLabel = "N",
      description =
          "End a walk, and turn back in a search, after so many steps; default: " + LENGTH + ".")
  private int length = LENGTH;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Leave to chance what this number decides; default: another one each time.")
  private @Nullable Long seed;

  @Option(
      names = "--weight",
      paramLabel = "RULE=N",
      description =
          "Take steps of this rule N times as often as those of a rule that is not named; 0"
              + " switches it off. May be given again.")
  private List<String> weights = new ArrayList<>();

  @Option(
      names = "--swarm",
      description =
          "Instead of walks, make many small searches: depth-first, bounded in states and depth,"
              + " and no two alike.")
  private boolean swarm;

  @Mixin RunOptions options;

  @Mixin ResultOutput output;

  @Mixin HelpOption help;

  @Override
  public Integer call() throws IOException {
    var interruption = new Interruption();
    try (var _ = new EarlyEnd(interruption)) {
      return call(interruption);
    }
  }

  private int call(Interruption interruption) throws IOException {
    var configured = choice.configured(Catalog.load());
    var chosen = seed == null ? new SplittableRandom().nextLong(SHORT_SEED) : seed;
    var run =
        new SimulateRun(configured, options.folders(), output.err(), interruption)
            .run(simulation(chosen), command(configured, chosen), options.timeout());
    if (output.isText()) {
      output.print(new SimulationText(run, options.folders().page(run)).lines());
    }
    output.finish(List.of(Suites.of(run, options.folders().corpus())), () -> RunJson.encode(run));
    options.folders().writeIndex();
    return ExitStatus.of(run.result());
  }

  private Mode mode() {
    return swarm ? Mode.SWARM : Mode.WALKS;
  }

  private SimulationOptions simulation(long chosen) {
    var timeout = options.timeout();
    var interval = options.progressInterval();
    try {
      var simulation =
          SimulationOptions.defaults()
              .withMode(mode())
              .withRuns(runs != null ? runs : swarm ? SEARCHES : WALKS)
              .withLength(length)
              .withSeed(chosen)
              .withWeights(weights())
              .withClaims(choice.claims())
              .withWorkers(options.workers())
              .withTimeout(timeout == null ? SearchOptions.FOREVER : timeout);
      return interval.isZero()
          ? simulation
          : simulation.withProgress(
              progress -> output.err().println(SimulationLine.of(progress, timeout)), interval);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage());
    }
  }

  private Map<String, Integer> weights() {
    var given = new LinkedHashMap<String, Integer>();
    for (var weight : weights) {
      var matcher = WEIGHT.matcher(weight);
      if (!matcher.matches()) {
        throw new UsageException(
            "--weight expects RULE=N with a whole number, but is \"%s\"".formatted(weight));
      }
      if (given.put(matcher.group(1), Integer.valueOf(matcher.group(2))) != null) {
        throw new UsageException("--weight gives \"%s\" twice".formatted(matcher.group(1)));
      }
    }
    return given;
  }

  /// The command line that makes the same runs again.
  private String command(Configured configured, long chosen) {
    var words = CommandWords.of("simulate", configured, choice.claims());
    if (swarm) {
      words.add("--swarm");
    }
    if (runs != null) {
      words.addAll(List.of("--runs", runs.toString()));
    }
    if (length != LENGTH) {
      words.addAll(List.of("--length", Integer.toString(length)));
    }
    weights.forEach(weight -> words.addAll(List.of("--weight", Corpus.quoted(weight))));
    words.addAll(List.of("--seed", Long.toString(chosen)));
    var timeout = options.timeout();
    if (timeout != null) {
      words.addAll(List.of("--timeout", Durations.text(timeout)));
    }
    return String.join(" ", words);
  }
}
