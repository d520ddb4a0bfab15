package dev.plimsoll.examples.graph;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertViolates;
import static dev.plimsoll.examples.Checks.model;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenRingTest {

  @Test
  void theTokenRingHasItsPublishedCounts() {
    assertHolds("token-ring", Map.of("nodes", "6", "values", "6"), 46_656, 248_832, 1);
  }

  @Test
  void withTooFewValuesTokensChaseEachOtherForever() {
    assertViolates(
        model("token-ring", Map.of("nodes", "4", "values", "2")),
        "in the end one token goes round");
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
