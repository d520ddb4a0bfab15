package dev.plimsoll.examples.puzzle;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertViolates;
import static dev.plimsoll.examples.Checks.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DieHardTest {

  /// As TLC counts them when it is not asked for a solution.
  @Test
  void theJugsHaveTheirCounts() {
    assertHolds("die-hard", Map.of(), 16, 97, 8);
  }

  @Test
  void fourGallonsAreMeasuredInTheSixStepsThatArePublished() {
    var solution =
        assertViolates(model("die-hard", Map.of("solve", "true")), "there is no solution");

    assertThat(solution.length()).isEqualTo(7);
    assertThat(solution.steps().getLast().state()).hasToString("{small jug=3, big jug=4}");
  }

  @Test
  void whatCannotBeMeasuredIsNeverSeen() {
    var evenJugs = model("die-hard", Map.of("small", "2", "big", "6", "goal", "3"));

    assertThat(Search.check(evenJugs, SearchOptions.defaults()).verdict())
        .isEqualTo(Verdict.NEVER_SEEN);
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
