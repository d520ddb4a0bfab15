package dev.plimsoll.checker.search;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Whether and why a search is to end before all was seen; shared by its threads.
final class Stop {

  private final long started = System.nanoTime();
  private final Duration timeout;
  private volatile @Nullable String reason;

  Stop(Duration timeout) {
    this.timeout = timeout;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  boolean isStopped() {
    if (reason == null && elapsed().compareTo(timeout) >= 0) {
      stop("the time limit of %s s was reached".formatted(timeout.toMillis() / 1000.0));
    }
    return reason != null;
  }

  void stop(String why) {
    reason = why;
  }

  @Nullable String reason() {
    return reason;
  }
}
