package dev.plimsoll.examples.termination;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;

class AsyncTerminationTest {

  /// TLC counts 8,192 steps more: those to states that its constraint leaves out.
  @Test
  void asynchronousTerminationHasItsPublishedCounts() {
    Checked.model("async-termination", "nodes=4 pending=3")
        .holds(4_097)
        .hasSteps(53_271 - 8_192)
        .hasLevels(14);
  }

  @Test
  void aMessageFromOutsideBreaksWhatWasDetected() {
    var mutant =
        new AsyncTermination(2, 1) {
          {
            rule("send from outside", pending, (tx, node) -> tx.set(node, 1));
          }
        };

    assertViolates(mutant, "what is detected is so");
    assertViolates(mutant, "once it is over it is over forever");
  }

  @Test
  void whereMessagesComeFromOutsideUntilItIsDetectedItNeedNotBe() {
    var mutant =
        new AsyncTermination(2, 1) {
          {
            rule("send from outside", tx -> tx.require(detected, false).set(pending.getFirst(), 1));
          }
        };

    assertViolates(mutant, "it is detected in the end");
  }
}
