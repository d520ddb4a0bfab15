package dev.plimsoll.checker.search;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Whether and why a search is to end before all was seen, or to pause; shared by its threads.
public final class Stop {

  private final long started = System.nanoTime();
  private final Duration timeout;
  private final Interruption interruption;
  private volatile Duration before = Duration.ZERO;
  private volatile Duration pause = SearchOptions.FOREVER;
  private volatile @Nullable String reason;
  private volatile boolean failed;

  /// Begins to count the time.
  public Stop(Duration timeout, Interruption interruption) {
    this.timeout = timeout;
    this.interruption = interruption;
  }

  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /// How long was searched, in earlier processes too.
  public Duration elapsed() {
    return before.plus(sinceStart());
  }

  /// Counts what was searched in earlier processes.
  void addElapsed(Duration earlier) {
    before = earlier;
  }

  /// Whether to end.
  public boolean isStopped() {
    if (reason == null && sinceStart().compareTo(timeout) >= 0) {
      stop("the time limit of %s s was reached".formatted(timeout.toMillis() / 1000.0));
    }
    if (reason == null && interruption.isRequested()) {
      stop("it was interrupted");
    }
    return reason != null;
  }

  /// Ends the search; all that was done so far is whole.
  void stop(String why) {
    reason = why;
  }

  /// Ends the search in the middle of something.
  public void fail(String why) {
    failed = true;
    reason = why;
  }

  /// Ends the search as there is no room in the Java heap.
  void exhausted() {
    fail(
        "the Java heap was exhausted: it may have %,d MB"
            .formatted(Runtime.getRuntime().maxMemory() >> 20));
  }

  /// Whether what was reached can be gone on from.
  boolean isWhole() {
    return !failed;
  }

  /// Asks the threads to pause after some time from now.
  void pauseAfter(Duration time) {
    pause = sinceStart().plus(time);
  }

  boolean isPauseDue() {
    return sinceStart().compareTo(pause) >= 0;
  }

  /// Why, in words; null if it is not to end.
  public @Nullable String reason() {
    return reason;
  }
}
