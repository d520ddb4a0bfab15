package dev.plimsoll.examples.puzzle;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertViolates;
import static dev.plimsoll.examples.Checks.model;

import dev.plimsoll.examples.puzzle.Chameneos.Creature;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChameneosTest {

  @Test
  void chameneosHaveTheirPublishedCounts() {
    assertHolds("chameneos", Map.of("creatures", "4", "meetings", "4"), 34_534, 104_697, 13);
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
    assertViolates(
        model("chameneos", Map.of("creatures", "1")), "it ends only when all have faded");
  }
}
