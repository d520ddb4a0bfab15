package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.examples.mutex.Peterson.Place;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PetersonTest {

  @Test
  void petersonsAlgorithmHasItsPublishedCounts() {
    assertHolds("peterson", Map.of(), 42, 77, 11);
  }

  @Test
  void aProcessThatDoesNotWaitBreaksMutualExclusion() {
    var mutant =
        new Peterson() {
          {
            rule("barge in", place, (tx, p) -> tx.require(p, Place.WAITING).set(p, Place.INSIDE));
          }
        };

    assertViolates(mutant, "one at a time");
    assertViolates(mutant, "who is inside has the turn, or the other does not wait");
  }

  @Test
  void aFlagThatFallsIsNoticed() {
    var mutant =
        new Peterson() {
          {
            rule("fall", flag, (tx, f) -> tx.require(f, true).set(f, false));
          }
        };

    assertViolates(mutant, "a flag is up from when it is raised until it is lowered");
  }

  @Test
  void aProcessThatYieldsAgainWhileItWaitsMayWaitForever() {
    var mutant =
        new Peterson() {
          {
            rule(
                "yield again",
                place,
                (tx, p) -> tx.require(p, Place.WAITING).set(turn, 1 - p.index()));
          }
        };

    assertViolates(mutant, "who wants to gets in");
  }
}
