package dev.plimsoll.examples.puzzle;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertViolates;
import static dev.plimsoll.examples.Checks.model;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MissionariesAndCannibalsTest {

  /// As many states and levels as TLC has when it is not asked for a solution and told that people
  /// of a kind are alike. It makes more steps: each of them may go.
  @Test
  void theCrossingHasItsCounts() {
    assertHolds("missionaries-and-cannibals", Map.of(), 16, 35, 13);
  }

  @Test
  void allCrossInTheElevenStepsThatArePublished() {
    var puzzle = model("missionaries-and-cannibals", Map.of("solve", "true"));

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
