package dev.plimsoll.examples.puzzle;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;

class PrisonersTest {

  @Test
  void prisonersHaveTheirPublishedCounts() {
    Checked.model("prisoners", "prisoners=4").holds(214).hasSteps(860).hasLevels(14);
  }

  @Test
  void whoCountsOneMoveOfEachMayBeFooledByTheSwitchAsItWasAtFirst() {
    Checked.model("prisoners", "raises=1")
        .breaks("when the counter has counted enough, all have been there");
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
