package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.search.LevelTrend;
import dev.plimsoll.checker.search.SearchOptions.Ending;
import dev.plimsoll.checker.search.SearchOptions.Progress;
import dev.plimsoll.checker.search.SearchOptions.Searching;
import java.time.Duration;
import java.util.Locale;

/// How a search is going, in one line.
final class ProgressLine {

  static String of(Progress progress) {
    return switch (progress) {
      case Searching searching -> of(searching);
      case Ending(var elapsed, var states, var all) ->
          String.format(
              Locale.ROOT,
              "%s  how behaviours end: %d %% of all states looked at",
              elapsed(elapsed),
              100 * states / Math.max(1, all));
    };
  }

  /// Such as `00:02  depth 9   101,977 generated   41,204 distinct (20k/s)   frontier 3,115
  /// 210 MB   levels grow x 1.3`, and how much of the states went past the memory limit, to files.
  /// Once levels have been shrinking for a while: how many more there are if they go on so.
  private static String of(Searching progress) {
    return String.format(
        Locale.ROOT,
        "%s  depth %d   %,d generated   %,d distinct (%s)   frontier %,d   %s%s%s",
        elapsed(progress.elapsed()),
        progress.depth(),
        progress.generated(),
        progress.distinct(),
        rate(progress.distinct(), progress.elapsed()),
        progress.frontier(),
        Sizes.text(progress.memory()),
        progress.onDisk() == 0 ? "" : " + " + Sizes.text(progress.onDisk()) + " in files",
        trend(progress.trend()));
  }

  private static String trend(LevelTrend trend) {
    var growth = trend.growth();
    if (growth.isEmpty()) {
      return "";
    }
    var rest = trend.rest();
    return String.format(
        Locale.ROOT,
        "   levels %s x %.2f%s",
        growth.getAsDouble() < 1 ? "shrink" : "grow",
        growth.getAsDouble(),
        rest.isEmpty() ? "" : estimate(rest.getAsLong()));
  }

  private static String estimate(long rest) {
    return String.format(
        Locale.ROOT, " (estimate: some %,d more states if they go on so)", rounded(rest));
  }

  /// To one digit: it is an estimate, and should not look like more.
  private static long rounded(long number) {
    var unit = 1L;
    while (number / unit >= 10) {
      unit *= 10;
    }
    return (number + unit / 2) / unit * unit;
  }

  /// How many there were in a second, such as `20k/s`.
  static String rate(long number, Duration elapsed) {
    var rate = number * 1000.0 / Math.max(1, elapsed.toMillis());
    return rate < 10_000
        ? String.format(Locale.ROOT, "%,.0f/s", rate)
        : (long) (rate / 1000) + "k/s";
  }

  /// Minutes and seconds, such as `00:02`; with hours where there are some.
  static String elapsed(Duration time) {
    var hours = time.toHours() == 0 ? "" : time.toHours() + ":";
    return String.format(
        Locale.ROOT, "%s%02d:%02d", hours, time.toMinutesPart(), time.toSecondsPart());
  }

  private ProgressLine() {}
}
