package dev.plimsoll.reports.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of text in columns that are as wide as they need to be.
final class TextTable {

  private static final int WIDEST = 60;

  private final List<Boolean> right = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /// @param headings each begins with `<` or `>`: on which side its column is flush
  TextTable(String... headings) {
    var names = new ArrayList<String>();
    for (var heading : headings) {
      right.add(heading.startsWith(">"));
      names.add(heading.substring(1));
    }
    rows.add(names);
  }

  /// Adds a row, of as many cells as there are headings.
  void add(String... cells) {
    rows.add(List.of(cells));
  }

  /// Whether there is nothing but the headings.
  boolean isEmpty() {
    return rows.size() == 1;
  }

  /// The headings, and the rows. A cell that is too wide pushes those after it to the right.
  List<String> lines() {
    var widths =
        IntStream.range(0, right.size())
            .map(
                column ->
                    rows.stream()
                        .mapToInt(row -> Math.min(WIDEST, row.get(column).length()))
                        .max()
                        .orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (var column = 0; column < row.size(); column++) {
      var cell = row.get(column);
      var space = " ".repeat(Math.max(0, widths[column] - cell.length()));
      line.append(column == 0 ? "" : "   ").append(right.get(column) ? space + cell : cell + space);
    }
    return line.toString().stripTrailing();
  }
}
