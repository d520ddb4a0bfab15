package dev.plimsoll.examples.puzzle;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;

class GameOfLifeTest {

  @Test
  void theGameOfLifeHasItsPublishedCounts() {
    Checked.model("game-of-life", "size=4").holds(65_536).hasSteps(131_072).hasLevels(1);
  }

  @Test
  void aBoardThatIsStruckByLightningDoesNotSettle() {
    var mutant =
        new GameOfLife(2) {
          {
            rule("strike", tx -> tx.require(alive.all(tx, false)).set(alive.getFirst(), true));
          }
        };

    assertViolates(mutant, "what has died out stays so");
    assertViolates(mutant, "in the end it is after 6 ticks what it was");
  }
}
