package dev.plimsoll.examples.graph;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;

class TokenRingTest {

  @Test
  void theTokenRingHasItsPublishedCounts() {
    Checked.model("token-ring", "nodes=6 values=6").holds(46_656).hasSteps(248_832).hasLevels(1);
  }

  @Test
  void withTooFewValuesTokensChaseEachOtherForever() {
    Checked.model("token-ring", "nodes=4 values=2").breaks("in the end one token goes round");
  }

  @Test
  void aNodeThatForgetsWhatItHoldsMakesASecondToken() {
    var mutant =
        new TokenRing(3, 3) {
          {
            rule("forget", counter, (tx, c) -> tx.set(c, 0));
          }
        };

    assertViolates(mutant, "one token stays one");
  }
}
