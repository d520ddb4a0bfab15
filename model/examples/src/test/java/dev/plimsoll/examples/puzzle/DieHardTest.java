package dev.plimsoll.examples.puzzle;

import static dev.plimsoll.examples.Checks.assertViolates;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import org.junit.jupiter.api.Test;

class DieHardTest {

  /// As TLC counts them when it is not asked for a solution.
  @Test
  void theJugsHaveTheirCounts() {
    Checked.model("die-hard", "").holds(16).hasSteps(97).hasLevels(8);
  }

  @Test
  void fourGallonsAreMeasuredInTheSixStepsThatArePublished() {
    var solution =
        assertViolates(Checked.configured("die-hard", "solve=true"), "there is no solution");

    assertThat(solution.length()).isEqualTo(7);
    assertThat(solution.steps().getLast().state()).hasToString("{small jug=3, big jug=4}");
  }

  @Test
  void whatCannotBeMeasuredIsNeverSeen() {
    var evenJugs = Checked.model("die-hard", "small=2 big=6 goal=3").breaksNothing();

    assertThat(evenJugs.result().verdict()).isEqualTo(Verdict.NEVER_SEEN);
  }

  @Test
  void whoPoursWithoutLookingMakesAJugRunOver() {
    var mutant =
        new DieHard(3, 5, 4, false) {
          {
            rule("pour all into the big jug", tx -> tx.update(big, n -> Math.min(n + 3, 9)));
            rule("pour all into the small jug", tx -> tx.update(small, n -> Math.min(n + 5, 9)));
          }
        };

    assertViolates(mutant, "the small jug does not run over");
    assertViolates(mutant, "the big jug does not run over");
  }
}
