package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.counterexamples.museum.Exhibit;

/// What a search of an incident found while it is broken.
///
/// @param claim the result for the claim that should be violated
record Found(Exhibit exhibit, CheckResult result, ClaimResult claim) {

  static Found of(Exhibit exhibit, CheckResult broken) {
    return new Found(exhibit, broken, broken.claim(exhibit.incident().claim()));
  }

  /// Whether all is as expected: its claim is violated, or holds if it is a control.
  boolean isAsExpected() {
    return exhibit.incident().isControl() ? claim.status() == Status.HOLDS : isFound();
  }

  /// Whether its claim is violated.
  boolean isFound() {
    return claim.status() == Status.VIOLATED;
  }

  /// The steps of the counterexample, those of its loop among them; 0 where there is none.
  int steps() {
    var trace = claim.trace();
    return trace == null ? 0 : trace.length() - 1;
  }

  /// Whether no counterexample is shorter.
  boolean isShortest() {
    return claim.kind() != Claim.Kind.LIVENESS;
  }

  /// 0 if all is as expected; else that of a search that ended early, or of what was never seen.
  int status() {
    if (isAsExpected()) {
      return ExitStatus.HOLDS;
    }
    return result.verdict() == Verdict.INCOMPLETE || result.verdict() == Verdict.FAILED
        ? ExitStatus.of(result)
        : ExitStatus.NEVER_SEEN;
  }
}
