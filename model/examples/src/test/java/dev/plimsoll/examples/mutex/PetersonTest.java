package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.mutex.Peterson.Place;
import org.junit.jupiter.api.Test;

class PetersonTest {

  @Test
  void petersonsAlgorithmHasItsPublishedCounts() {
    Checked.model("peterson", "").holds(42).hasSteps(77).hasLevels(11);
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
