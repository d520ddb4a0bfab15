package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.search.SearchOptions.Progress;
import java.util.Locale;

/// How a search is going, in one line.
final class ProgressLine {

  /// Such as `00:02  depth 9   41,204 distinct (20k/s)   frontier 3,115   210 MB`.
  static String of(Progress progress) {
    var seconds = progress.elapsed().toSeconds();
    var rate = progress.distinct() * 1000.0 / Math.max(1, progress.elapsed().toMillis());
    return String.format(
        Locale.ROOT,
        "%02d:%02d  depth %d   %,d distinct (%s/s)   frontier %,d   %,d MB",
        seconds / 60,
        seconds % 60,
        progress.depth(),
        progress.distinct(),
        rate < 10_000 ? String.format(Locale.ROOT, "%,.0f", rate) : (long) (rate / 1000) + "k",
        progress.frontier(),
        progress.memory() >> 20);
  }

  private ProgressLine() {}
}
