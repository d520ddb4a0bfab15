package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.SearchOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoPhaseCommitTest {

  private static final Method SYMMETRY = new Method(true, false, false);

  @ParameterizedTest
  @CsvSource({"1, 12, 5", "3, 288, 11", "5, 8832, 17", "7, 296448, 23"})
  void twoPhaseCommitHasItsPublishedCounts(int managers, long distinct, int depth) {
    Checked.model("two-phase-commit", "managers=" + managers)
        .holds(distinct)
        .hasStates(power(4, managers) + power(6, managers) + power(2, managers))
        .hasSteps(
            2
                + (managers + 1) * power(4, managers)
                + 8L * managers * power(6, managers - 1)
                + managers * power(2, managers))
        .hasLevels(depth)
        .hasLevels(3 * managers + 2);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "5, 1", "7, 2"})
  void underSymmetryOfItsManagersItHasAsManyOrbitsAsCountingGives(int managers, int workers) {
    var options = SearchOptions.defaults().withWorkers(workers).withMethod(SYMMETRY);

    Checked.model("two-phase-commit", "managers=" + managers, options)
        .holds(choose(managers + 3, 3) + choose(managers + 5, 5) + managers + 1)
        .hasLevels(3 * managers + 2);
  }

  private static long choose(int from, int some) {
    return some == 0 ? 1 : choose(from - 1, some - 1) * from / some;
  }

  /// Once it has decided to commit, the coordinator may also send that it has aborted.
  private static final class WithSecondThoughts extends TwoPhaseCommit {
    @SuppressWarnings("unchecked") // as they are declared
    WithSecondThoughts() {
      super(2);
      var coordinator = (Cell<Phase>) variables().get(2);
      var messages = (Bag<Message>) variables().getLast();
      rule(
          "change its mind",
          tx ->
              tx.require(coordinator, Phase.COMMITTED).send(messages, new Decided(Phase.ABORTED)));
    }
  }

  @Test
  void aCoordinatorWithSecondThoughtsBreaksTwoPhaseCommit() {
    assertViolates(new WithSecondThoughts(), "consistent");
  }

  private static long power(int base, int exponent) {
    return Math.round(Math.pow(base, exponent));
  }
}
