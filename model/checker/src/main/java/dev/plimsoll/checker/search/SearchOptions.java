package dev.plimsoll.checker.search;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/// How to search. The defaults: all claims, all cores, no bounds, silent.
///
/// @param workers threads, at least 1
/// @param depth the most levels to see, the initial state's counted as 1
/// @param timeout how long to go on
/// @param claims the names of the claims to check; empty for all
/// @param paranoid whether to execute every rule and claim every time, and compare with the memo
/// @param progress told now and then how it goes
/// @param progressInterval how often
public record SearchOptions(
    int workers,
    int depth,
    Duration timeout,
    Set<String> claims,
    boolean paranoid,
    Consumer<Progress> progress,
    Duration progressInterval) {

  /// How a search is going.
  ///
  /// @param depth the level being made
  /// @param frontier states of the last level that are not yet expanded
  /// @param memory bytes in use on the Java heap
  public record Progress(
      Duration elapsed, int depth, long generated, long distinct, long frontier, long memory) {}

  /// The longest time-out that is counted.
  public static final Duration FOREVER = Duration.ofDays(36_500);

  public SearchOptions {
    claims = Set.copyOf(claims);
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, but is " + workers);
    }
    if (depth < 1) {
      throw new IllegalArgumentException("depth must be at least 1, but is " + depth);
    }
  }

  /// The defaults.
  public static SearchOptions defaults() {
    return new SearchOptions(
        Runtime.getRuntime().availableProcessors(),
        Integer.MAX_VALUE,
        FOREVER,
        Set.of(),
        false,
        progress -> {},
        Duration.ofSeconds(2));
  }

  /// The same with another number of threads.
  public SearchOptions withWorkers(int workers) {
    return new SearchOptions(workers, depth, timeout, claims, paranoid, progress, progressInterval);
  }

  /// The same with a bound on the depth.
  public SearchOptions withDepth(int depth) {
    return new SearchOptions(workers, depth, timeout, claims, paranoid, progress, progressInterval);
  }

  /// The same with a time limit.
  public SearchOptions withTimeout(Duration timeout) {
    return new SearchOptions(workers, depth, timeout, claims, paranoid, progress, progressInterval);
  }

  /// The same for some claims only.
  public SearchOptions withClaims(Set<String> claims) {
    return new SearchOptions(workers, depth, timeout, claims, paranoid, progress, progressInterval);
  }

  /// The same with or without executing every rule every time.
  public SearchOptions withParanoid(boolean paranoid) {
    return new SearchOptions(workers, depth, timeout, claims, paranoid, progress, progressInterval);
  }

  /// The same with a listener.
  public SearchOptions withProgress(Consumer<Progress> progress, Duration interval) {
    return new SearchOptions(workers, depth, timeout, claims, paranoid, progress, interval);
  }
}
