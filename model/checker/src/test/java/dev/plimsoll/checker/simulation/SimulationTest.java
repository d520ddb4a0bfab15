package dev.plimsoll.checker.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.UnknownNameException;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.simulation.SimulationOptions.Mode;
import dev.plimsoll.checker.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {

  private static final SimulationOptions OPTIONS =
      SimulationOptions.defaults().withRuns(100).withLength(50).withSeed(7).withWorkers(2);

  /// Counts up and down, to `last` at most.
  private static final class Counter extends Model {
    Counter(int last) {
      var count = cell("count", 0);
      rule("up", tx -> tx.require(tx.get(count) < last).update(count, n -> n + 1));
      rule("down", tx -> tx.require(tx.get(count) > 0).update(count, n -> n - 1));
      rule("stay", tx -> tx.require(tx.get(count) == 2));
      always("below five", s -> s.get(count) < 5);
      sometimes("three", s -> s.get(count) == 3);
      sometimes("minus one", s -> s.get(count) == -1);
      deadlockFree("goes on");
      alwaysEventually("comes back", s -> s.get(count) == 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingHoldsBecauseItWasNotViolated(Mode mode) {
    var result = Simulation.run(new Counter(4), OPTIONS.withMode(mode));

    var found = result.found();
    assertThat(found.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(found.stopped()).isEqualTo("the bound of " + mode.counted(100) + " was reached");
    assertThat(found.claims())
        .extracting("status")
        .containsExactly(
            Status.UNDECIDED, Status.SEEN, Status.UNDECIDED, Status.UNDECIDED, Status.UNDECIDED);
    assertThat(result.runs().made()).isEqualTo(100);
    assertThat(found.distinct()).isEqualTo(5);
    assertThat(result.runs().countedExactly()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aViolationComesWithTheRunThatCameToIt(Mode mode) {
    var model = new Counter(9);
    var result = Simulation.run(model, OPTIONS.withMode(mode));

    assertThat(result.found().verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.found().stopped()).isNull();
    var claim = result.found().claim("below five");
    assertThat(claim.status()).isEqualTo(Status.VIOLATED);
    var trace = Objects.requireNonNull(claim.trace());
    assertThat(trace.length()).isEqualTo(claim.depth());
    assertThat(trace.steps().getLast().state()).hasToString("{count=5}");
    assertThat(isReal(trace, model)).isTrue();
  }

  private static boolean isReal(Trace trace, Model model) {
    var explorer = new Explorer(model);
    var positions = List.copyOf(explorer.initial());
    for (var step : trace.steps().subList(1, trace.length())) {
      positions =
          positions.stream()
              .flatMap(position -> explorer.successors(position).stream())
              .filter(next -> next.action().equals(step.action()))
              .map(Explorer.Transition::target)
              .filter(target -> target.values().equals(step.state()))
              .toList();
    }
    return !positions.isEmpty();
  }

  @Test
  void aWalkIsNoLongerThanItMayBeAndAStepThatChangesNothingIsNone() {
    var result = Simulation.run(new Counter(4), OPTIONS);

    var runs = result.runs();
    assertThat(runs.shortest()).isEqualTo(50).isEqualTo(runs.longest());
    assertThat(runs.mean()).isEqualTo(50.0);
    assertThat(runs.rested()).isZero();
    assertThat(result.found().generated()).isEqualTo(100 + 100 * 50);
    assertThat(result.found().rules().getLast().fired()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aStateWithoutAStepIsADeadlockUnlessItMayRestThere(Mode mode) {
    class Ending extends Model {
      Ending(boolean mayRest) {
        var count = cell("count", 0);
        rule("up", tx -> tx.require(tx.get(count) < 3).update(count, n -> n + 1));
        deadlockFree("goes on", s -> mayRest && s.get(count) == 3);
      }
    }
    var resting = Simulation.run(new Ending(true), OPTIONS.withMode(mode));
    var stuck = Simulation.run(new Ending(false), OPTIONS.withMode(mode));

    assertThat(resting.found().verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(resting.runs().rested()).isPositive();
    assertThat(stuck.found().verdict()).isEqualTo(Verdict.DEADLOCK);
    assertThat(Objects.requireNonNull(stuck.found().claim("goes on").trace()).length())
        .isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void whereOnlyWhatIsSwitchedOffCouldFireIsNoDeadlock(Mode mode) {
    class Stair extends Model {
      Stair() {
        var count = cell("count", 0);
        rule("up", tx -> tx.require(tx.get(count) < 3).update(count, n -> n + 1));
        rule("back", tx -> tx.require(tx.get(count) == 3).set(count, 0));
        deadlockFree("goes on");
      }
    }
    var result = Simulation.run(new Stair(), OPTIONS.withMode(mode).withWeights(Map.of("back", 0)));

    assertThat(result.found().verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(result.runs().longest()).isEqualTo(3);
    assertThat(result.found().rules().getLast().fired()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aRuleThatThrowsIsToldWithTheWayThere(Mode mode) {
    class Dividing extends Model {
      Dividing() {
        var count = cell("count", 0);
        rule("step", tx -> tx.require(12 / (3 - tx.get(count)) > 0).update(count, n -> n + 1));
      }
    }
    var result = Simulation.run(new Dividing(), OPTIONS.withMode(mode));

    assertThat(result.found().verdict()).isEqualTo(Verdict.FAILED);
    var failure = Objects.requireNonNull(result.found().failure());
    assertThat(failure.inRule()).isTrue();
    assertThat(failure.where()).isEqualTo("step");
    assertThat(failure.cause()).isInstanceOf(ArithmeticException.class);
    assertThat(failure.trace().steps().getLast().state()).hasToString("{count=3}");
  }

  @Test
  void aClaimThatThrowsIsToldWithTheWayThere() {
    class Doubtful extends Model {
      Doubtful() {
        var count = cell("count", 0);
        rule("step", tx -> tx.update(count, n -> n + 1));
        always("divides", s -> 12 / (3 - s.get(count)) > 0);
      }
    }
    var result = Simulation.run(new Doubtful(), OPTIONS);

    assertThat(result.found().verdict()).isEqualTo(Verdict.FAILED);
    var failure = Objects.requireNonNull(result.found().failure());
    assertThat(failure.inRule()).isFalse();
    assertThat(failure.cause()).isInstanceOf(ArithmeticException.class);
    assertThat(failure.trace().length()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void everyInitialStateIsStartedFrom(Mode mode) {
    class Open extends Model {
      Open() {
        var count = cell("count", 0);
        initially(tx -> tx.set(count, tx.choose(List.of(1, 2, 3))));
        sometimes("one", s -> s.get(count) == 1);
        sometimes("two", s -> s.get(count) == 2);
        sometimes("three", s -> s.get(count) == 3);
        sometimes("the declared one", s -> s.get(count) == 0);
      }
    }
    var result = Simulation.run(new Open(), OPTIONS.withMode(mode));

    assertThat(result.found().claims())
        .extracting("status")
        .containsExactly(Status.SEEN, Status.SEEN, Status.SEEN, Status.UNDECIDED);
    assertThat(result.found().distinct()).isEqualTo(3);
  }

  @Test
  void onlyTheClaimsAskedForAreChecked() {
    var result = Simulation.run(new Counter(9), OPTIONS.withClaims(Set.of("three")));

    assertThat(result.found().verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(result.found().claims()).hasSize(1);
  }

  @Test
  void namesThatThereAreNotAreRefused() {
    var model = new Counter(4);

    assertThatThrownBy(() -> Simulation.run(model, OPTIONS.withClaims(Set.of("tree"))))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining("three");
    assertThatThrownBy(() -> Simulation.run(model, OPTIONS.withWeights(Map.of("upp", 2))))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining("rule")
        .hasMessageContaining("up");
    assertThatThrownBy(() -> OPTIONS.withWeights(Map.of("up", -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"up\" must be from 0");
  }

  @ParameterizedTest
  @EnumSource
  void aTimeLimitEndsRunsThatWouldNotEnd(Mode mode) {
    class Endless extends Model {
      Endless() {
        var count = cell("count", 0L);
        rule("step", tx -> tx.update(count, n -> n + 1));
      }
    }
    var options = OPTIONS.withMode(mode).withRuns(Long.MAX_VALUE).withLength(100_000);
    var timed = Simulation.run(new Endless(), options.withTimeout(Duration.ofMillis(50)));
    var interruption = new Interruption();
    interruption.request();
    var interrupted = Simulation.run(new Endless(), options.withInterruption(interruption));

    assertThat(timed.found().verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(timed.found().stopped()).contains("0.05 s");
    assertThat(interrupted.found().stopped()).contains("interrupted");
    assertThat(interrupted.runs().made()).isZero();
  }

  @Test
  void howItGoesIsTold() {
    var told = new java.util.concurrent.atomic.AtomicInteger();
    var options = OPTIONS.withRuns(Long.MAX_VALUE).withTimeout(Duration.ofMillis(200));
    Simulation.run(
        new Counter(4),
        options.withProgress(progress -> told.incrementAndGet(), Duration.ofMillis(20)));

    assertThat(told).hasPositiveValue();
  }
}
