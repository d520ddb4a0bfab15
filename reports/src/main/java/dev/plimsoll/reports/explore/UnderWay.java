package dev.plimsoll.reports.explore;

import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.checker.search.SearchOptions.Searching;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// A search that is under way: how far it is, and whether it is to end. One thread searches, others
/// ask, or cancel it.
final class UnderWay {

  private static final Duration NOW_AND_THEN = Duration.ofMillis(100);

  private final Bounds bounds;
  private final Interruption interruption = new Interruption();
  private final long started = System.nanoTime();
  private volatile long states;

  UnderWay(Bounds bounds) {
    this.bounds = bounds;
  }

  /// Asks it to end.
  void cancel() {
    interruption.request();
  }

  /// How many states it has looked at.
  long states() {
    return states;
  }

  /// For how long it goes on.
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /// Notes how many states were looked at.
  ///
  /// @return why it is to end; empty if it is to go on
  Optional<String> looked(long soFar) {
    states = soFar;
    if (interruption.isRequested()) {
      return Optional.of("it was cancelled");
    }
    if (soFar >= bounds.states()) {
      return Optional.of(
          String.format(Locale.ROOT, "the limit of %,d states was reached", bounds.states()));
    }
    return elapsed().compareTo(bounds.time()) < 0
        ? Optional.empty()
        : Optional.of(
            "the time limit of %s s was reached".formatted(bounds.time().toMillis() / 1000.0));
  }

  /// The same for a search of the checker.
  SearchOptions options() {
    return SearchOptions.defaults()
        .withWorkers(1)
        .withStates(bounds.states())
        .withTimeout(bounds.time())
        .withInterruption(interruption)
        .withProgress(
            progress -> {
              if (progress instanceof Searching searching) {
                states = searching.distinct();
              }
            },
            NOW_AND_THEN);
  }
}
