package dev.plimsoll.reports.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;

/// The runs that the launcher's AOT cache is made of: what they load and find worth compiling need
/// not be found out again.
final class Training {

  private static final List<List<String>> CHECKS =
      List.of(
          List.of(),
          List.of("two-phase-commit", "--symmetry", "--set", "managers=6"),
          List.of("two-phase-commit", "--partial-order"),
          List.of("two-phase-commit", "--fingerprints"));

  private Training() {}

  /// Makes the runs, one after another, and ends with the status of the first that fails.
  ///
  /// @param arguments where they write to
  public static void main(String[] arguments) {
    var out = new PrintWriter(System.out, true);
    for (var words : CHECKS) {
      var all =
          Stream.concat(
              Stream.concat(Stream.of("check"), words.stream()),
              Stream.of("--workers", "1", "--format", "json", "--out", arguments[0]));
      var status = Plimsoll.run(out, out, all.toArray(String[]::new));
      if (status != 0) {
        System.exit(status);
      }
    }
  }
}
