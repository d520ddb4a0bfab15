package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.search.CheckResult;
import java.util.Comparator;
import java.util.List;

/// With which status the program ends.
///
/// The numbers are those of TLC (`tlc2.output.EC.ExitStatus`, 1.8) where TLC has one, and those of
/// `sysexits.h` for wrong use.
final class ExitStatus {

  /// All claims hold within the stated bounds; or what was asked for was done.
  static final int HOLDS = 0;

  /// A state was reached in which no rule can fire.
  static final int DEADLOCK = 11;

  /// An `always` claim is violated.
  static final int VIOLATED = 12;

  /// A liveness claim is violated.
  static final int LIVENESS_VIOLATED = 13;

  /// A `sometimes` claim was never seen.
  static final int NEVER_SEEN = 20;

  /// A bound or a time limit was hit first.
  static final int INCOMPLETE = 21;

  /// The command line is not understood.
  static final int USAGE = 64;

  /// Input that cannot be read, or is not what it should be.
  static final int UNREADABLE = 65;

  /// A bug of ours.
  static final int BUG = 70;

  /// A rule of the model threw an exception.
  static final int RULE_FAILED = 75;

  /// A claim of the model threw an exception.
  static final int CLAIM_FAILED = 76;

  private static final List<Integer> WORST_FIRST =
      List.of(
          RULE_FAILED,
          CLAIM_FAILED,
          VIOLATED,
          DEADLOCK,
          LIVENESS_VIOLATED,
          NEVER_SEEN,
          INCOMPLETE,
          HOLDS);

  /// The status for a result.
  static int of(CheckResult result) {
    return switch (result.verdict()) {
      case HOLDS -> HOLDS;
      case VIOLATED -> VIOLATED;
      case DEADLOCK -> DEADLOCK;
      case LIVENESS_VIOLATED -> LIVENESS_VIOLATED;
      case NEVER_SEEN -> NEVER_SEEN;
      case INCOMPLETE -> INCOMPLETE;
      case FAILED -> {
        var failure = result.failure();
        yield failure == null || failure.inRule() ? RULE_FAILED : CLAIM_FAILED;
      }
    };
  }

  /// The order of statuses, the worst first.
  static Comparator<Integer> worstFirst() {
    return Comparator.comparingInt(WORST_FIRST::indexOf);
  }

  private ExitStatus() {}
}
