package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.mutex.Bakery.Place;
import dev.plimsoll.examples.mutex.Bakery.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BakeryTest {

  /// All states that the invariant allows are initial, and no step leads out of them: it is
  /// inductive.
  @Test
  void bakeryHasItsPublishedCounts() {
    Checked.model("bakery", "processes=2 max-number=2 start=anywhere")
        .holds(655_200)
        .hasSteps(3_403_584)
        .hasLevels(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one at a time", "the inductive invariant"})
  void goingInBeforeAllAreCheckedBreaksTheClaim(String claim) {
    var hasty =
        new Bakery(2, 2, Start.OUTSIDE) {
          {
            rule(
                "jump the queue",
                place,
                (tx, p) -> tx.require(p, Place.WAIT).set(p, Place.CRITICAL));
          }
        };

    assertViolates(hasty, claim);
  }
}
