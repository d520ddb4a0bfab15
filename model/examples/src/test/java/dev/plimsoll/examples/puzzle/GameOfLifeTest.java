package dev.plimsoll.examples.puzzle;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertViolates;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GameOfLifeTest {

  @Test
  void theGameOfLifeHasItsPublishedCounts() {
    assertHolds("game-of-life", Map.of("size", "4"), 65_536, 131_072, 1);
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
