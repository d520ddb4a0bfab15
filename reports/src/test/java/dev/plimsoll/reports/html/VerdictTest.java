package dev.plimsoll.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.ModelFailure;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Statistics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class VerdictTest {

  @Test
  void aBoundedSearchSaysWhatItDidNotSee() {
    var claim = claim(Claim.Kind.ALWAYS, Status.UNDECIDED);
    var verdict =
        verdict(CheckResult.Verdict.INCOMPLETE, claim, null, "the depth limit was reached");
    assertThat(verdict.word()).isEqualTo("Not finished");
    assertThat(verdict.sentence())
        .isEqualTo(
            "No claim is violated in the 1,000 states seen, down to depth 9 with size=2,"
                + " but the search ended early.");
    assertThat(verdict.caveat())
        .startsWith("7 states are seen but not expanded")
        .endsWith("the depth limit was reached.");
  }

  @Test
  void aClaimThatWasNeverSeenIsNamed() {
    var claim = claim(Claim.Kind.SOMETIMES, Status.NEVER_SEEN);
    assertThat(verdict(CheckResult.Verdict.NEVER_SEEN, claim, null, null).sentence())
        .isEqualTo("“it works” was not seen in any of the 1,000 reachable states with size=2.");
  }

  @Test
  void aDeadlockIsToldWithTheLengthOfItsTrace() {
    var claim =
        new ClaimResult("it works", Claim.Kind.DEADLOCK_FREE, Status.VIOLATED, 14, Runs.election());
    assertThat(verdict(CheckResult.Verdict.DEADLOCK, claim, null, null).sentence())
        .endsWith("no rule can fire at the end of a trace of 13 steps.");
  }

  @Test
  void aModelThatFailsIsToldByTheRuleThatThrew() {
    var failure =
        new ModelFailure("divide", true, new ArithmeticException("/ by <zero>"), Runs.election());
    var claim = claim(Claim.Kind.ALWAYS, Status.UNDECIDED);
    var result = result(CheckResult.Verdict.FAILED, claim, failure, null);
    var page = HtmlReport.render(Runs.run("m", Runs.parameters("size", 2), result, none()));
    assertThat(page)
        .contains("The rule “divide” threw an exception with size=2")
        .contains("java.lang.ArithmeticException: / by &lt;zero&gt;")
        .contains("an exception is thrown after this");
  }

  private static Verdict verdict(
      CheckResult.Verdict verdict,
      ClaimResult claim,
      @Nullable ModelFailure failure,
      @Nullable String stopped) {
    var result = result(verdict, claim, failure, stopped);
    return Verdict.of(Runs.run("m", Runs.parameters("size", 2), result, none()));
  }

  private static CheckResult result(
      CheckResult.Verdict verdict,
      ClaimResult claim,
      @Nullable ModelFailure failure,
      @Nullable String stopped) {
    return new CheckResult(
        verdict,
        1_000,
        4_000,
        9,
        7,
        Duration.ofSeconds(1),
        1,
        Method.FULL,
        new CheckResult.StateMemory(700_000, 0),
        List.of(claim),
        List.of(),
        List.of(),
        Coverage.NONE,
        Statistics.NONE,
        failure,
        stopped);
  }

  private static ClaimResult claim(Claim.Kind kind, Status status) {
    return new ClaimResult("it works", kind, status, 0, null);
  }

  private static SequencedMap<String, String> none() {
    return new LinkedHashMap<>();
  }
}
