package dev.plimsoll.examples.puzzle;

import static dev.plimsoll.examples.Checks.assertViolates;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;

class MissionariesAndCannibalsTest {

  /// As many states and levels as TLC has when it is not asked for a solution and told that people
  /// of a kind are alike. It makes more steps: each of them may go.
  @Test
  void theCrossingHasItsCounts() {
    Checked.model("missionaries-and-cannibals", "").holds(16).hasSteps(35).hasLevels(13);
  }

  @Test
  void allCrossInTheElevenStepsThatArePublished() {
    var puzzle = Checked.configured("missionaries-and-cannibals", "solve=true");

    assertThat(assertViolates(puzzle, "there is no solution").length()).isEqualTo(12);
  }

  @Test
  void whereACannibalSwimsSomebodyIsEaten() {
    var mutant =
        new MissionariesAndCannibals(3, 3, false) {
          {
            rule(
                "swim",
                bank.pairs(),
                (tx, pair) -> {
                  tx.require(tx.get(pair.first()).cannibals() > 0);
                  tx.update(pair.first(), b -> b.with(0, -1));
                  tx.update(pair.second(), b -> b.with(0, 1));
                });
          }
        };

    assertViolates(mutant, "nobody is eaten");
  }
}
