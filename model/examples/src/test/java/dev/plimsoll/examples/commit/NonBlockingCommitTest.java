package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.commit.NonBlockingCommit.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonBlockingCommitTest {

  @Test
  void nonBlockingCommitHasItsPublishedCounts() {
    Checked.model("non-blocking-commit", "processes=2").holds(3016).hasLevels(7);
  }

  @ParameterizedTest
  @CsvSource({
    "VOTED,   COMMITTED, nobody commits unless all have voted yes",
    "ABORTED, VOTED,     all that do not crash decide"
  })
  void aProcessWithAWillOfItsOwnBreaksTheClaim(Place from, Place to, String claim) {
    var wilful =
        new NonBlockingCommit(2) {
          {
            rule("go its own way", process, (tx, p) -> tx.require(p, from).set(p, to));
          }
        };

    assertViolates(wilful, claim);
  }
}
