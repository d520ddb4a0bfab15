package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.simulation.SimulationOptions.Progress;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a simulation is going, in one line.
final class SimulationLine {

  /// Such as `00:02  1,204 of 10,000 walks   412,332 steps (206k/s)   41,204 distinct   00:15
  /// left`. What is left can be told, as it is known how much there is in all.
  ///
  /// @param timeout how long to go on at most; null without a limit
  static String of(Progress progress, @Nullable Duration timeout) {
    var runs = progress.runs();
    return String.format(
        Locale.ROOT,
        "%s  %,d of %s   %,d steps (%s)   %s%,d distinct%s",
        ProgressLine.elapsed(progress.elapsed()),
        runs.made(),
        runs.mode().counted(runs.asked()),
        progress.steps(),
        ProgressLine.rate(progress.steps(), progress.elapsed()),
        runs.countedExactly() ? "" : "about ",
        progress.distinct(),
        runs.made() == 0
            ? ""
            : "   %s left".formatted(ProgressLine.elapsed(left(progress, timeout))));
  }

  /// As much time for each run as for those that were made.
  private static Duration left(Progress progress, @Nullable Duration timeout) {
    var elapsed = progress.elapsed();
    var runs = progress.runs();
    var share = (double) (runs.asked() - runs.made()) / runs.made();
    var left = Duration.ofMillis((long) (elapsed.toMillis() * share));
    if (timeout == null || left.compareTo(timeout.minus(elapsed)) < 0) {
      return left;
    }
    return timeout.minus(elapsed);
  }

  private SimulationLine() {}
}
