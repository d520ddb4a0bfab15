package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.examples.commit.TwoPhaseCommit.Phase;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransactionCommitTest {

  @Test
  void transactionCommitHasItsPublishedCounts() {
    assertHolds("transaction-commit", Map.of("managers", "3"), 34, 94, 7);
  }

  @Test
  void aManagerThatAbortsWithoutLookingAtTheOthersIsInconsistent() {
    var hasty =
        new TransactionCommit(2) {
          {
            rule("give up", rm, (tx, m) -> tx.require(m, Phase.PREPARED).set(m, Phase.ABORTED));
          }
        };

    assertViolates(hasty, "consistent");
  }
}
