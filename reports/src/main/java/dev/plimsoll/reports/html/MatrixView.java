package dev.plimsoll.reports.html;

import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.reports.html.text.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Which rules and claims read and write which variables.
///
/// @param variables the columns
/// @param rows rules, then claims
/// @param more how many variables are left out
public record MatrixView(List<String> variables, List<Row> rows, int more) {

  private static final int MOST_VARIABLES = 80;
  private static final int MOST_ROWS = 200;
  private static final int NAME_LENGTH = 60;

  /// A rule or a claim.
  ///
  /// @param entries by variable: `reads`, `writes`, `reads and writes` or nothing
  public record Row(String name, boolean claim, List<String> entries) {}

  static MatrixView of(Coverage coverage) {
    var names =
        coverage.variables().stream()
            .map(Coverage.VariableCoverage::name)
            .limit(MOST_VARIABLES)
            .toList();
    var rows = new ArrayList<Row>();
    coverage.rules().stream()
        .limit(MOST_ROWS)
        .forEach(rule -> rows.add(row(rule.name(), false, names, rule.reads(), rule.writes())));
    coverage.claims().stream()
        .limit(MOST_ROWS)
        .forEach(claim -> rows.add(row(claim.name(), true, names, claim.reads(), List.of())));
    return new MatrixView(
        names.stream().map(name -> Excerpt.of(name, NAME_LENGTH)).toList(),
        rows,
        coverage.variables().size() - names.size());
  }

  private static Row row(
      String name, boolean claim, List<String> names, List<String> reads, List<String> writes) {
    return new Row(
        Excerpt.of(name, NAME_LENGTH),
        claim,
        names.stream()
            .map(
                variable ->
                    String.join(
                        " and ",
                        Stream.of(
                                reads.contains(variable) ? "reads" : "",
                                writes.contains(variable) ? "writes" : "")
                            .filter(word -> !word.isEmpty())
                            .toList()))
            .toList());
  }
}
