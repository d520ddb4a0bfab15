package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.examples.commit.NonBlockingCommit.Place;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonBlockingCommitTest {

  @Test
  void nonBlockingCommitHasItsPublishedCounts() {
    assertHolds("non-blocking-commit", Map.of("processes", "2"), 3016, 7);
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
