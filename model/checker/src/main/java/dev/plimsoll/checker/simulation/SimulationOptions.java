package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.search.SearchOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// How to simulate. The defaults: 10,000 walks of at most 1,000 steps, every step as likely as any
/// other, all claims, all cores, silent.
public final class SimulationOptions {

  /// What a run is.
  public enum Mode {
    /// A random walk.
    WALKS("walk", "walks"),
    /// A bounded search, no two alike.
    SWARM("search", "searches");

    private final String run;
    private final String runs;

    Mode(String run, String runs) {
      this.run = run;
      this.runs = runs;
    }

    /// So many runs, such as `1 walk` or `200 searches`.
    public String counted(long number) {
      return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? run : runs);
    }

    /// What a run is, in a word.
    @Override
    public String toString() {
      return run;
    }
  }

  /// How a simulation is going.
  ///
  /// @param runs that were made so far
  /// @param steps in all
  /// @param distinct how many different states were seen
  public record Progress(Duration elapsed, Runs runs, long steps, long distinct) {}

  /// The longest a run can be.
  public static final int MOST_STEPS = 1_000_000;

  /// The most that a rule can weigh.
  public static final int MOST_WEIGHT = 1_000_000;

  private Mode mode = Mode.WALKS;
  private long runs = 10_000;
  private int length = 1_000;
  private long seed;
  private Map<String, Integer> weights = Map.of();
  private Set<String> claims = Set.of();
  private int workers = Runtime.getRuntime().availableProcessors();
  private Duration timeout = SearchOptions.FOREVER;
  private Interruption interruption = new Interruption();
  private Consumer<Progress> progress = each -> {};
  private Duration progressInterval = Duration.ofSeconds(2);

  private SimulationOptions() {}

  private SimulationOptions(SimulationOptions other) {
    mode = other.mode;
    runs = other.runs;
    length = other.length;
    seed = other.seed;
    weights = other.weights;
    claims = other.claims;
    workers = other.workers;
    timeout = other.timeout;
    interruption = other.interruption;
    progress = other.progress;
    progressInterval = other.progressInterval;
  }

  /// The defaults.
  public static SimulationOptions defaults() {
    return new SimulationOptions();
  }

  private SimulationOptions with(Consumer<SimulationOptions> change) {
    var copy = new SimulationOptions(this);
    change.accept(copy);
    return copy;
  }

  /// The same with runs of another kind.
  public SimulationOptions withMode(Mode mode) {
    return with(copy -> copy.mode = mode);
  }

  /// The same with another number of runs, at least 1.
  public SimulationOptions withRuns(long runs) {
    if (runs < 1) {
      throw new IllegalArgumentException("runs must be at least 1, but is " + runs);
    }
    return with(copy -> copy.runs = runs);
  }

  /// The same with another bound on the steps of a run, from 1 to {@link #MOST_STEPS}.
  public SimulationOptions withLength(int length) {
    if (length < 1 || length > MOST_STEPS) {
      throw new IllegalArgumentException(
          "length must be from 1 to %,d, but is %d".formatted(MOST_STEPS, length));
    }
    return with(copy -> copy.length = length);
  }

  /// The same with another seed, which decides all that is left to chance.
  public SimulationOptions withSeed(long seed) {
    return with(copy -> copy.seed = seed);
  }

  /// The same with weights for some rules, by name: a step of a rule is taken that many times as
  /// often as one of a rule that is not named; 0 switches the rule off.
  public SimulationOptions withWeights(Map<String, Integer> weights) {
    weights.forEach(
        (rule, weight) -> {
          if (weight < 0 || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException(
                "weight of \"%s\" must be from 0 to %,d, but is %d"
                    .formatted(rule, MOST_WEIGHT, weight));
          }
        });
    return with(copy -> copy.weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights)));
  }

  /// The same for the claims of these names only; for all if there are none.
  public SimulationOptions withClaims(Set<String> claims) {
    return with(copy -> copy.claims = Set.copyOf(claims));
  }

  /// The same with another number of threads, at least 1.
  public SimulationOptions withWorkers(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, but is " + workers);
    }
    return with(copy -> copy.workers = workers);
  }

  /// The same with a limit on how long to go on.
  public SimulationOptions withTimeout(Duration timeout) {
    return with(copy -> copy.timeout = timeout);
  }

  /// The same, to be ended early by somebody else.
  public SimulationOptions withInterruption(Interruption interruption) {
    return with(copy -> copy.interruption = interruption);
  }

  /// The same with a listener that is told now and then how it goes.
  public SimulationOptions withProgress(Consumer<Progress> progress, Duration interval) {
    return with(
        copy -> {
          copy.progress = progress;
          copy.progressInterval = interval;
        });
  }

  Mode mode() {
    return mode;
  }

  long runs() {
    return runs;
  }

  int length() {
    return length;
  }

  long seed() {
    return seed;
  }

  Map<String, Integer> weights() {
    return weights;
  }

  Set<String> claims() {
    return claims;
  }

  int workers() {
    return workers;
  }

  Duration timeout() {
    return timeout;
  }

  Interruption interruption() {
    return interruption;
  }

  Consumer<Progress> progress() {
    return progress;
  }

  Duration progressInterval() {
    return progressInterval;
  }
}
