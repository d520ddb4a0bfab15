package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.UnknownNameException;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.trace.Trace;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimsTest {

  private static final SearchOptions OPTIONS = SearchOptions.defaults().withWorkers(1);

  /// Counts to `last` by ones or by twos.
  private static class Counter extends Model {
    Counter(int last) {
      var count = cell("count", 0);
      rule("one", tx -> tx.require(tx.get(count) < last).update(count, n -> n + 1));
      rule("two", tx -> tx.require(tx.get(count) < last - 1).update(count, n -> n + 2));
      always("below seven", s -> s.get(count) < 7);
      always("below five", s -> s.get(count) < 5);
      sometimes("four", s -> s.get(count) == 4);
      sometimes("twelve", s -> s.get(count) == 12);
      deadlockFree("rests at the end", s -> s.get(count) == last);
    }
  }

  @Test
  void aViolatedClaimComesWithAShortestTraceTheFirstInOrderOfRules() {
    var result = Search.check(new Counter(20), OPTIONS);

    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.claim("below five").status()).isEqualTo(Status.VIOLATED);
    var trace = Objects.requireNonNull(result.claim("below five").trace());
    assertThat(trace.steps())
        .extracting(Trace.Step::action)
        .filteredOn(Objects::nonNull)
        .extracting(Trace.Action::rule)
        .containsExactly("one", "two", "two");
    assertThat(trace.steps().getLast().state().toString()).isEqualTo("{count=5}");
  }

  @Test
  void aSearchEndsWithTheLevelOfTheFirstViolationAndSaysWhatIsUndecided() {
    var result = Search.check(new Counter(20), OPTIONS);

    assertThat(result.depth()).isEqualTo(4);
    assertThat(result.claim("below seven").status()).isEqualTo(Status.UNDECIDED);
    assertThat(result.claim("four").status()).isEqualTo(Status.SEEN);
    assertThat(result.claim("twelve").status()).isEqualTo(Status.UNDECIDED);
    assertThat(result.frontier()).isPositive();
  }

  @Test
  void whatIsNeverSeenIsSaidOfAnExhaustiveSearchOnly() {
    var all = Search.check(new Counter(4), OPTIONS);
    var some = Search.check(new Counter(4), OPTIONS.withDepth(2));

    assertThat(all.verdict()).isEqualTo(Verdict.NEVER_SEEN);
    assertThat(all.claim("twelve").status()).isEqualTo(Status.NEVER_SEEN);
    assertThat(all.claim("rests at the end").status()).isEqualTo(Status.HOLDS);
    assertThat(all.frontier()).isZero();
    assertThat(some.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(some.claim("twelve").status()).isEqualTo(Status.UNDECIDED);
    assertThat(some.stopped()).contains("2 levels");
  }

  @Test
  void aStateWithoutAStepIsADeadlockUnlessItMayRestThere() {
    class Stuck extends Model {
      Stuck() {
        var count = cell("count", 0);
        rule("step", tx -> tx.require(tx.get(count) < 3).update(count, n -> n + 1));
        deadlockFree("never stuck");
      }
    }
    var result = Search.check(new Stuck(), OPTIONS);

    assertThat(result.verdict()).isEqualTo(Verdict.DEADLOCK);
    assertThat(Objects.requireNonNull(result.claim("never stuck").trace()).length()).isEqualTo(4);
  }

  @Test
  void onlyTheClaimsAskedForAreChecked() {
    var result = Search.check(new Counter(6), OPTIONS.withClaims(Set.of("below seven")));

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.claims()).hasSize(1);
  }

  @Test
  void anUnknownClaimIsRefusedWithTheNearestNames() {
    assertThatThrownBy(() -> Search.check(new Counter(6), OPTIONS.withClaims(Set.of("below six"))))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining("below six")
        .hasMessageContaining("below five");
  }

  @Test
  void aTimeLimitEndsASearchThatWouldNotEnd() {
    class Endless extends Model {
      Endless() {
        var count = cell("count", 0L);
        rule("step", tx -> tx.update(count, n -> n + 1));
        always("not negative", s -> s.get(count) >= 0);
      }
    }
    var result = Search.check(new Endless(), OPTIONS.withTimeout(Duration.ofMillis(50)));

    assertThat(result.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(result.stopped()).contains("0.05 s");
    assertThat(result.claim("not negative").status()).isEqualTo(Status.UNDECIDED);
  }

  @Test
  void theInitialStateIsCheckedToo() {
    class Wrong extends Model {
      Wrong() {
        var flag = cell("flag", true);
        rule("keep", tx -> tx.set(flag, true));
        never("set", s -> s.get(flag));
      }
    }
    var result = Search.check(new Wrong(), OPTIONS);

    assertThat(Objects.requireNonNull(result.claim("set").trace()).length()).isEqualTo(1);
    assertThat(result.distinct()).isEqualTo(1);
  }
}
