package dev.plimsoll.examples.termination;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.termination.Ewd998.Color;
import dev.plimsoll.examples.termination.Ewd998.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ewd998Test {

  @Test
  void ewd998HasItsPublishedCounts() {
    Checked.model("ewd998", "nodes=3 max-counter=2").holds(321_370).hasLevels(47);
  }

  @ParameterizedTest
  @CsvSource({
    "WHITE, 'the token tells the truth, or not enough'",
    "WHITE, what is detected is so",
    "BLACK, termination is detected"
  })
  void aTokenThatIsPaintedBreaksTheClaim(Color paint, String claim) {
    var painted =
        new Ewd998(3, 1) {
          {
            rule("paint", tx -> tx.update(token, t -> new Token(t.at(), t.sum(), paint)));
          }
        };

    assertViolates(painted, claim);
  }

  @Test
  void ifAMessageIsLostTheCountersDoNotAddUp() {
    var lossy =
        new Ewd998(3, 1) {
          {
            rule("lose", pending, (tx, p) -> tx.require(p, 1).set(p, 0));
          }
        };

    assertViolates(lossy, "counters add up to the messages on the way");
  }
}
