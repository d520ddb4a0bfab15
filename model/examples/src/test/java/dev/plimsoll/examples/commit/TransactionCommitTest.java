package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.commit.TwoPhaseCommit.Phase;
import org.junit.jupiter.api.Test;

class TransactionCommitTest {

  @Test
  void transactionCommitHasItsPublishedCounts() {
    Checked.model("transaction-commit", "managers=3").holds(34).hasSteps(94).hasLevels(7);
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
