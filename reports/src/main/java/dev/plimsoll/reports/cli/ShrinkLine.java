package dev.plimsoll.reports.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// How the shrinking of a trace is going, on standard error: not more often than is asked for.
final class ShrinkLine {

  private final int steps;
  private final long interval;
  private final PrintWriter err;
  private final long start = System.nanoTime();
  private long told = start;

  /// @param steps of the trace
  /// @param interval how often to tell; zero for never
  ShrinkLine(int steps, Duration interval, PrintWriter err) {
    this.steps = steps;
    this.interval = interval.toNanos();
    this.err = err;
  }

  /// Tells of how many steps are left, if it is time to.
  void tell(int left) {
    var now = System.nanoTime();
    if (interval > 0 && now - told >= interval) {
      told = now;
      var seconds = Duration.ofNanos(now - start).toSeconds();
      err.println(
          String.format(
              Locale.ROOT,
              "%02d:%02d  %,d of %,d steps left",
              seconds / 60,
              seconds % 60,
              left,
              steps));
    }
  }
}
