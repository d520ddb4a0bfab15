package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LamportMutexTest {

  @Test
  void lamportMutexHasItsPublishedCounts() {
    Checked.model("lamport-mutex", "processes=3 max-clock=6").holds(724_274).hasLevels(61);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one at a time", "who is inside has the oldest request that it knows of"})
  void enteringWithoutComparingRequestsBreaksTheClaim(String claim) {
    var rude =
        new LamportMutex(2, 3) {
          {
            rule(
                "push in",
                clock,
                (tx, p) ->
                    tx.require(acknowledged.get(p.index()).all(tx, true)).set(inside.at(p), true));
          }
        };

    assertViolates(rude, claim);
  }

  @Test
  void repeatedAnswersFillTheNetwork() {
    var talkative =
        new LamportMutex(2, 3) {
          {
            rule(
                "answer again",
                network.values(),
                (tx, queue) -> tx.send(queue, new Acknowledgement()));
          }
        };

    assertViolates(talkative, "there are never more than three messages on one way");
  }
}
