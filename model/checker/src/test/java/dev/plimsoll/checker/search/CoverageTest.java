package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.CheckResult.LevelStatistics;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Coverage.ChoiceCoverage;
import dev.plimsoll.checker.search.Coverage.RuleCoverage;
import dev.plimsoll.checker.search.Coverage.Some;
import dev.plimsoll.checker.search.Coverage.VariableCoverage;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {

  private static final SearchOptions OPTIONS = SearchOptions.defaults().withWorkers(1);

  record Sent(int number) {}

  /// Machines that are switched on but for the last, one of which sends numbers, some of which are
  /// heard; and variables that nobody needs.
  private static final class Machines extends Model {
    Machines() {
      var on = cells("on", 3, false);
      var heard = cell("heard", 0);
      var forgotten = cell("forgotten", 0);
      cell("limit", 2);
      var wire = set("wire", Sent.class);
      set("other wire", Sent.class);
      rule("switch on", on, (tx, m) -> tx.require(m, false).require(m.index() < 2).set(m, true));
      rule(
          "send",
          tx -> {
            tx.require(on.getFirst(), true);
            var number = tx.choose(List.of(1, 2, 30));
            tx.require(number < 10);
            tx.set(forgotten, number).send(wire, new Sent(number));
          });
      rule("hear", wire, (tx, s) -> tx.require(s.number() == 1).set(heard, s.number()));
      rule("burn", tx -> tx.require(heard, 7).set(heard, 0));
      always("the first is on first", s -> !s.get(on.get(1)) || s.get(on.get(1)));
    }
  }

  private static Coverage coverage(Model model) {
    var result = Search.check(model, OPTIONS);
    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    return result.coverage();
  }

  private static RuleCoverage rule(String name) {
    return coverage(new Machines()).rules().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Some some(String... names) {
    return Some.of(List.of(names));
  }

  @Test
  void anInstanceThatRefusesInEveryStateIsNamedWithItsArguments() {
    assertThat(rule("switch on").instances()).isEqualTo(3);
    assertThat(rule("switch on").neverEnabled()).isEqualTo(some("switch on(on[2])"));
    assertThat(rule("burn").neverEnabled()).isEqualTo(some("burn"));
  }

  @Test
  void aMessageThatNoRuleTakesIsNamed() {
    assertThat(rule("hear").instances()).isEqualTo(2);
    assertThat(rule("hear").neverEnabled()).isEqualTo(some("hear((number: 2))"));
  }

  @Test
  void anAlternativeThatLeadsToNoStepIsNamed() {
    assertThat(rule("send").choices()).containsExactly(new ChoiceCoverage(3, some("30")));
  }

  @Test
  void whatRulesReadAndWriteIsKnownVariableByVariable() {
    assertThat(rule("send").reads()).containsExactly("on");
    assertThat(rule("send").writes()).containsExactly("forgotten", "wire");
    assertThat(rule("hear").reads()).containsExactly("wire");
    assertThat(rule("hear").writes()).containsExactly("heard");
    assertThat(coverage(new Machines()).claims())
        .extracting(Coverage.ClaimCoverage::reads)
        .containsExactly(List.of("on"));
  }

  @Test
  void whatNoStepWritesAndWhatNobodyReadsIsNamed() {
    assertThat(coverage(new Machines()).variables())
        .containsExactly(
            new VariableCoverage("on", 3, some(), some("on[2]")),
            new VariableCoverage("heard", 1, some(), some()),
            new VariableCoverage("forgotten", 1, some("forgotten"), some()),
            new VariableCoverage("limit", 1, some("limit"), some("limit")),
            new VariableCoverage("wire", 1, some(), some()),
            new VariableCoverage("other wire", 1, some("other wire"), some("other wire")));
  }

  @Test
  void ofManyNamesTheFirstAreTold() {
    class Many extends Model {
      Many() {
        rule("idle", cells("place", 250, 0), (tx, p) -> tx.require(p, 1));
      }
    }
    var idle = coverage(new Many()).rules().getFirst().neverEnabled();

    assertThat(idle.count()).isEqualTo(250);
    assertThat(idle.first()).hasSize(100).startsWith("idle(place[0])", "idle(place[1])");
  }

  @Test
  void theDeclaredStateDoesNotCountWhereTheModelStartsElsewhere() {
    class Elsewhere extends Model {
      Elsewhere() {
        var place = cell("place", 0);
        var seen = cell("seen", false);
        initially(tx -> tx.set(place, tx.choose(List.of(1, 2))));
        rule("at home", tx -> tx.require(place, 0).set(seen, true));
        rule("go", tx -> tx.require(place, 1).set(place, 2));
        whenever("seen at home", s -> s.get(place) == 0, s -> s.get(seen));
      }
    }
    var result = Search.check(new Elsewhere(), OPTIONS);

    assertThat(result.claim("seen at home").vacuity()).isEqualTo(Vacuity.NO_PREMISE);
    assertThat(result.coverage().rules().getFirst().neverEnabled()).isEqualTo(some("at home"));
  }

  /// Workers that take turns; the search under symmetry never sees the others at work while the
  /// first is not.
  private static final class Turns extends Model {
    Turns() {
      var busy = cells("busy", 3, 0);
      var tired = cells("tired", 3, false);
      interchangeable("worker", busy, tired);
      rule(
          "start",
          busy,
          (tx, b) -> {
            tx.require(busy.all(tx, 0));
            var time = tx.choose(List.of(1, 2, 3));
            tx.require(time < 3).set(b, time).set(tired.get(b.index()), true);
          });
      rule("stop", busy, (tx, b) -> tx.require(tx.get(b) > 0).set(b, 0));
      rule("rest", tired, (tx, t) -> tx.require(busy.get(t.index()), 3).set(t, false));
      whenever("long turns tire", busy, (s, b) -> s.get(b) == 3, (s, b) -> false);
      always("one at a time", s -> busy.count(s, time -> time > 0) < 2);
    }
  }

  @Test
  void underSymmetryNothingThatHappensIsCalledNever() {
    var all = Search.check(new Turns(), OPTIONS);
    var orbits = Search.check(new Turns(), OPTIONS.withMethod(new Method(true, false, false)));

    assertThat(orbits.distinct()).isLessThan(all.distinct());
    assertThat(all.coverage().gaps())
        .extracting(gap -> gap.what() + " " + gap.names().first())
        .containsExactly(
            "taken [3]",
            "enabled [rest, with all its 3 arguments]",
            "read [tired[0], tired[1], tired[2]]");
    assertThat(orbits.coverage().gaps()).isEqualTo(all.coverage().gaps());
    assertThat(orbits.claims()).isEqualTo(all.claims());
    assertThat(orbits.claim("long turns tire").vacuity()).isEqualTo(Vacuity.NO_PREMISE);
  }

  /// Counts to three and starts again.
  private static final class Claims extends Model {
    Claims() {
      var count = cell("count", 0);
      var limit = cell("limit", 3);
      var places = cells("place", 2, 0);
      rule("count", tx -> tx.update(count, n -> (n + 1) % (tx.get(limit) + 1)));
      weaklyFair();

      always("truth", s -> true);
      always("of the limit", s -> s.get(limit) == 3);
      always("of the count", s -> s.get(count) <= 3);
      whenever("premise true", s -> s.get(count) == 3, s -> s.get(limit) == 3);
      whenever("premise false", s -> s.get(count) == 4, s -> s.get(limit) == 4);
      whenever("one of two", List.of(3, 4), (s, n) -> s.get(count).equals(n), (s, n) -> n == 3);
      whenever("none of two", places, (s, p) -> s.get(count) > 3, (s, p) -> s.get(p) == 1);
      leadsTo("one to two", s -> s.get(count) == 1, s -> s.get(count) == 2);
      leadsTo("five to six", s -> s.get(count) == 5, s -> s.get(count) == 6);
      leadsTo(
          "each to the next",
          List.of(1, 7),
          (s, n) -> s.get(count).equals(n),
          (s, n) -> s.get(count) == n + 1);
      eventually("places stay", s -> s.get(places.get(1)) == 0);
      alwaysEventually("truth again", s -> true);
      ltl("five never", Formula.always(Formula.holds("not five", s -> s.get(count) != 5)));
      sometimes("three", s -> s.get(count) == 3);
      deadlockFree("goes on");
    }
  }

  @Test
  void aClaimThatHoldsAndSaysNothingIsKnownByTheReason() {
    var result = Search.check(new Claims(), OPTIONS);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.claims().stream().filter(claim -> claim.vacuity() != null))
        .extracting(claim -> claim.name() + ": " + claim.vacuity())
        .containsExactly(
            "truth: CONSTANT",
            "of the limit: UNCHANGED",
            "premise false: NO_PREMISE",
            "none of two: NO_PREMISE",
            "five to six: NO_CAUSE",
            "places stay: UNCHANGED",
            "truth again: CONSTANT");
  }

  @Test
  void aPremiseAndItsConclusionAreAClaimLikeAnyOther() {
    class Wrong extends Model {
      Wrong() {
        var count = cell("count", 0);
        rule("count", tx -> tx.require(tx.get(count) < 5).update(count, n -> n + 1));
        whenever("three is four", s -> s.get(count) == 3, s -> s.get(count) == 4);
      }
    }
    var claim = Search.check(new Wrong(), OPTIONS).claim("three is four");

    assertThat(claim.status()).isEqualTo(CheckResult.Status.VIOLATED);
    assertThat(claim.depth()).isEqualTo(4);
    assertThat(claim.vacuity()).isNull();
  }

  @Test
  void theStepsOfALevelAreToldByRuleWhateverTheNumberOfWorkers() {
    var one = Search.check(new Rings(), OPTIONS);
    var three = Search.check(new Rings(), OPTIONS.withWorkers(3));

    assertThat(three.levels()).isEqualTo(one.levels()).hasSize(one.depth());
    assertThat(one.levels().stream().mapToLong(LevelStatistics::states).sum())
        .isEqualTo(one.distinct());
    assertThat(1 + one.levels().stream().mapToLong(LevelStatistics::generated).sum())
        .isEqualTo(one.generated());
    assertThat(one.levels().getFirst()).isEqualTo(new LevelStatistics(1, List.of(4L, 0L, 0L)));
    assertThat(three.coverage()).isEqualTo(one.coverage());
  }

  @Test
  void aLevelThatWasNotExpandedHasNoSteps() {
    var levels = Search.check(new Rings(), OPTIONS.withDepth(3)).levels();

    assertThat(levels).hasSize(3);
    assertThat(levels.get(1).generated()).isPositive();
    assertThat(levels.getLast().states()).isPositive();
    assertThat(levels.getLast().fired()).containsOnly(0L);
  }
}
