package dev.plimsoll.examples.termination;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertViolates;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SyncTerminationTest {

  @Test
  void synchronousTerminationHasItsPublishedCounts() {
    assertHolds("sync-termination", Map.of("nodes", "7"), 129, 3_722, 1);
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
