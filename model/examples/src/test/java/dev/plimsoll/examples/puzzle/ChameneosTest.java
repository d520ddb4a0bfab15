package dev.plimsoll.examples.puzzle;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.puzzle.Chameneos.Creature;
import org.junit.jupiter.api.Test;

class ChameneosTest {

  @Test
  void chameneosHaveTheirPublishedCounts() {
    Checked.model("chameneos", "creatures=4 meetings=4")
        .holds(34_534)
        .hasSteps(104_697)
        .hasLevels(13);
  }

  @Test
  void aCreatureThatCountsAMeetingItWasNotAtIsNoticed() {
    var mutant =
        new Chameneos(2, 2) {
          {
            rule("boast", creatures, (tx, c) -> tx.update(c, me -> new Creature(me.color(), 9)));
          }
        };

    assertViolates(mutant, "two take part in each meeting");
  }

  @Test
  void aCreatureThatIsAloneWaitsForever() {
    Checked.model("chameneos", "creatures=1").breaks("it ends only when all have faded");
  }
}
