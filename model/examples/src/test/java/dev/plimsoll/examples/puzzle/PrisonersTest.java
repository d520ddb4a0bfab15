package dev.plimsoll.examples.puzzle;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertViolates;
import static dev.plimsoll.examples.Checks.model;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PrisonersTest {

  @Test
  void prisonersHaveTheirPublishedCounts() {
    assertHolds("prisoners", Map.of("prisoners", "4"), 214, 860, 14);
  }

  @Test
  void whoCountsOneMoveOfEachMayBeFooledByTheSwitchAsItWasAtFirst() {
    assertViolates(
        model("prisoners", Map.of("raises", "1")),
        "when the counter has counted enough, all have been there");
  }

  @Test
  void aSwitchThatFallsByItselfSpoilsTheCount() {
    var mutant =
        new Prisoners(3, 2) {
          {
            rule("fall", tx -> tx.require(up, true).set(up, false));
          }
        };

    assertViolates(mutant, "the count is right, or one too high");
    assertViolates(mutant, "the counter has counted enough");
  }
}
