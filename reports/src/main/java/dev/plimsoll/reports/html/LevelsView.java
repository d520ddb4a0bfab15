package dev.plimsoll.reports.html;

import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.LevelStatistics;
import dev.plimsoll.reports.html.text.Excerpt;
import dev.plimsoll.reports.html.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The levels of a search as a page shows them: how many states each has, and the steps out of
/// them.
///
/// @param bars of the plot, from left to right; each stands for as many levels
/// @param most what the highest bar stands for
/// @param rules the columns of the table
/// @param rows of the table; the first and the last where there are many
/// @param omitted how many levels lie between the first and the last that are shown
public record LevelsView(
    List<Bar> bars,
    String most,
    int depth,
    List<String> rules,
    List<Row> rows,
    List<Row> lastRows,
    int omitted) {

  /// The size of the plot.
  public static final int WIDTH = 1000;

  /// The size of the plot.
  public static final int HEIGHT = 120;

  private static final int MOST_BARS = 250;
  private static final int FIRST_ROWS = 200;
  private static final int LAST_ROWS = 100;
  private static final int NAME_LENGTH = 60;

  /// A bar of the plot.
  ///
  /// @param title what it stands for, in words
  public record Bar(String x, String y, String width, String height, String title) {}

  /// A level.
  ///
  /// @param fired the steps of each rule
  public record Row(String depth, String states, String generated, List<String> fired) {}

  static LevelsView of(CheckResult result) {
    var levels = result.levels();
    var first = Math.min(FIRST_ROWS, levels.size());
    var last = levels.size() <= FIRST_ROWS + LAST_ROWS ? first : levels.size() - LAST_ROWS;
    var states = levels.stream().map(LevelStatistics::states).toList();
    var most = IntStream.range(0, states.size()).boxed().max((a, b) -> order(states, a, b));
    return new LevelsView(
        bars(states),
        most.map(
                level ->
                    "%s at depth %s"
                        .formatted(Quantity.of(states.get(level), "state"), Quantity.of(level + 1)))
            .orElse(""),
        levels.size(),
        result.rules().stream().map(rule -> Excerpt.of(rule.name(), NAME_LENGTH)).toList(),
        rows(levels, 0, first),
        rows(levels, last, levels.size()),
        last - first);
  }

  /// Of equals the first is the greatest.
  private static int order(List<Long> states, int a, int b) {
    var bySize = Long.compare(states.get(a), states.get(b));
    return bySize == 0 ? Integer.compare(b, a) : bySize;
  }

  private static List<Row> rows(List<LevelStatistics> levels, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            level ->
                new Row(
                    Quantity.of(level + 1),
                    Quantity.of(levels.get(level).states()),
                    Quantity.of(levels.get(level).generated()),
                    levels.get(level).fired().stream().map(Quantity::of).toList()))
        .toList();
  }

  private static List<Bar> bars(List<Long> numbers) {
    var each = levelsInABar(numbers);
    var sums = sums(numbers);
    var most = sums.stream().mapToLong(sum -> sum).max().orElse(1);
    var width = (double) WIDTH / Math.max(1, sums.size());
    var bars = new ArrayList<Bar>();
    for (var sum : sums) {
      var height = height(sum, most, HEIGHT);
      var from = bars.size() * each + 1;
      var to = Math.min(numbers.size(), from + each - 1);
      bars.add(
          new Bar(
              decimal(bars.size() * width),
              decimal(HEIGHT - height),
              decimal(Math.max(0.5, width - 1)),
              decimal(height),
              "depth %s: %s"
                  .formatted(
                      from == to ? Quantity.of(from) : Quantity.of(from) + " to " + Quantity.of(to),
                      Quantity.of(sum, "state"))));
    }
    return List.copyOf(bars);
  }

  /// The outline of a small plot of numbers from level to level, as the path of an SVG.
  static String outline(List<Long> numbers, int width, int height) {
    var sums = sums(numbers);
    var most = sums.stream().mapToLong(sum -> sum).max().orElse(0);
    if (most == 0) {
      return "";
    }
    var path = new StringBuilder("M0 ").append(height);
    for (var i = 0; i < sums.size(); i++) {
      path.append("V").append(decimal(height - height(sums.get(i), most, height)));
      path.append("H").append(decimal((i + 1.0) * width / sums.size()));
    }
    return path.append("V").append(height).append("Z").toString();
  }

  private static int levelsInABar(List<Long> numbers) {
    return (numbers.size() + MOST_BARS - 1) / MOST_BARS;
  }

  /// Several levels as one where there are too many to be told apart.
  private static List<Long> sums(List<Long> numbers) {
    var each = levelsInABar(numbers);
    var sums = new ArrayList<Long>();
    for (var from = 0; from < numbers.size(); from += each) {
      var some = numbers.subList(from, Math.min(numbers.size(), from + each));
      sums.add(some.stream().mapToLong(number -> number).sum());
    }
    return sums;
  }

  /// What is not nothing is seen.
  private static double height(long number, long most, int height) {
    return number == 0 ? 0 : Math.max(1, (double) height * number / most);
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
