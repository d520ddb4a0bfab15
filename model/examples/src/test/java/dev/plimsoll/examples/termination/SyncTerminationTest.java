package dev.plimsoll.examples.termination;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;

class SyncTerminationTest {

  @Test
  void synchronousTerminationHasItsPublishedCounts() {
    Checked.model("sync-termination", "nodes=7").holds(129).hasSteps(3_722).hasLevels(1);
  }

  @Test
  void whoIsWokenFromOutsideBreaksWhatWasDetected() {
    var mutant =
        new SyncTermination(2) {
          {
            rule("wake up from outside", active, (tx, node) -> tx.set(node, true));
          }
        };

    assertViolates(mutant, "what is detected is so");
    assertViolates(mutant, "once all sleep they sleep forever");
  }

  @Test
  void whoIsWokenUntilItIsDetectedKeepsItFromBeingDetected() {
    var mutant =
        new SyncTermination(2) {
          {
            rule(
                "wake up before it is detected",
                tx -> tx.require(detected, false).set(active.getFirst(), true));
          }
        };

    assertViolates(mutant, "it is detected in the end");
  }
}
