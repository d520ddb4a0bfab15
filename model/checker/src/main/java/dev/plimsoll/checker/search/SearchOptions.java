package dev.plimsoll.checker.search;

import dev.plimsoll.checker.checkpoint.Checkpointing;
import dev.plimsoll.checker.memory.Memory;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// How to search. The defaults: all claims, all cores, no bounds, silent.
public final class SearchOptions {

  /// How a search is going.
  public sealed interface Progress {

    /// Since the search began.
    Duration elapsed();
  }

  /// States are searched.
  ///
  /// @param depth the level being made
  /// @param frontier states of the last level that are not yet expanded
  /// @param memory bytes in use, on the Java heap and outside
  /// @param onDisk bytes of states in files, as they went past the memory limit
  /// @param trend whether levels grow or shrink
  public record Searching(
      Duration elapsed,
      int depth,
      long generated,
      long distinct,
      long frontier,
      long memory,
      long onDisk,
      LevelTrend trend)
      implements Progress {}

  /// All states are there, and it is looked through them how behaviours end.
  ///
  /// @param states how many were looked at, each of them twice
  /// @param all how many there are to be looked at
  public record Ending(Duration elapsed, long states, long all) implements Progress {}

  /// The longest time-out that is counted.
  public static final Duration FOREVER = Duration.ofDays(36_500);

  private int workers = Runtime.getRuntime().availableProcessors();
  private int depth = Integer.MAX_VALUE;
  private long states = Long.MAX_VALUE;
  private Duration timeout = FOREVER;
  private Set<String> claims = Set.of();
  private boolean paranoid;
  private Method method = Method.FULL;
  private Memory.Limit memory = Memory.Limit.NONE;
  private Optional<Checkpointing> checkpointing = Optional.empty();
  private Interruption interruption = new Interruption();
  private Consumer<Progress> progress = each -> {};
  private Duration progressInterval = Duration.ofSeconds(2);

  private SearchOptions() {}

  private SearchOptions(SearchOptions other) {
    workers = other.workers;
    depth = other.depth;
    states = other.states;
    timeout = other.timeout;
    claims = other.claims;
    paranoid = other.paranoid;
    method = other.method;
    memory = other.memory;
    checkpointing = other.checkpointing;
    interruption = other.interruption;
    progress = other.progress;
    progressInterval = other.progressInterval;
  }

  /// The defaults.
  public static SearchOptions defaults() {
    return new SearchOptions();
  }

  private SearchOptions with(Consumer<SearchOptions> change) {
    var copy = new SearchOptions(this);
    change.accept(copy);
    return copy;
  }

  /// The same with another number of threads, at least 1.
  public SearchOptions withWorkers(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, but is " + workers);
    }
    return with(copy -> copy.workers = workers);
  }

  /// The same with a bound on the levels to see, the initial states' counted as 1.
  public SearchOptions withDepth(int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("depth must be at least 1, but is " + depth);
    }
    return with(copy -> copy.depth = depth);
  }

  /// The same with a bound on the states to see: it ends with the level that comes to so many.
  public SearchOptions withStates(long states) {
    if (states < 1) {
      throw new IllegalArgumentException("states must be at least 1, but is " + states);
    }
    return with(copy -> copy.states = states);
  }

  /// The same with a limit on how long to go on.
  public SearchOptions withTimeout(Duration timeout) {
    return with(copy -> copy.timeout = timeout);
  }

  /// The same for the claims of these names only; for all if there are none.
  public SearchOptions withClaims(Set<String> claims) {
    return with(copy -> copy.claims = Set.copyOf(claims));
  }

  /// The same with or without executing every rule and claim every time, and comparing with what
  /// was remembered.
  public SearchOptions withParanoid(boolean paranoid) {
    return with(copy -> copy.paranoid = paranoid);
  }

  /// The same by another method.
  public SearchOptions withMethod(Method method) {
    return with(copy -> copy.method = method);
  }

  /// The same with a limit on the memory for states, past which they go on in files.
  public SearchOptions withMemory(Memory.Limit memory) {
    return with(copy -> copy.memory = memory);
  }

  /// The same, with what was reached kept now and then, to be gone on from later.
  public SearchOptions withCheckpointing(Checkpointing checkpointing) {
    return with(copy -> copy.checkpointing = Optional.of(checkpointing));
  }

  /// The same, to be ended early by somebody else.
  public SearchOptions withInterruption(Interruption interruption) {
    return with(copy -> copy.interruption = interruption);
  }

  /// The same with a listener that is told now and then how it goes.
  public SearchOptions withProgress(Consumer<Progress> progress, Duration interval) {
    return with(
        copy -> {
          copy.progress = progress;
          copy.progressInterval = interval;
        });
  }

  /// The same for a search that is made again, exactly, for the traces to violations that are known
  /// to be on the last of some levels.
  SearchOptions forTraces(int levels) {
    return with(
        copy -> {
          copy.method = method.exact();
          copy.depth = levels;
          copy.states = Long.MAX_VALUE;
          copy.timeout = FOREVER;
          copy.checkpointing = Optional.empty();
        });
  }

  /// How many threads search. One, with both reductions: what is left out depends on which state
  /// stands for its orbit, and that on the order in which values turn up.
  int workers() {
    return method.symmetry() && method.partialOrder() ? 1 : workers;
  }

  /// How many threads there may be where all values are known.
  int threads() {
    return workers;
  }

  int depth() {
    return depth;
  }

  long states() {
    return states;
  }

  Duration timeout() {
    return timeout;
  }

  Set<String> claims() {
    return claims;
  }

  boolean paranoid() {
    return paranoid;
  }

  Method method() {
    return method;
  }

  Memory.Limit memory() {
    return memory;
  }

  Optional<Checkpointing> checkpointing() {
    return checkpointing;
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
