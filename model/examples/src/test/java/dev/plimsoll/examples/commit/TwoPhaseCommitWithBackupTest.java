package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Coordinator;
import dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Decision;
import dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup.Manager;
import org.junit.jupiter.api.Test;

class TwoPhaseCommitWithBackupTest {

  @Test
  void twoPhaseCommitWithBackupHasItsPublishedCounts() {
    Checked.model("two-phase-commit-with-backup", "managers=3").holds(1245).hasLevels(15);
  }

  /// The check that the published specification says must not be left out.
  @Test
  void aBackupThatOverlooksWhoHasCommittedIsInconsistent() {
    var careless =
        new TwoPhaseCommitWithBackup(3, true, true) {
          {
            rule(
                "decide to abort as one has failed",
                tx -> {
                  tx.require(backup, Coordinator.DECIDING).require(decision, Decision.HIDDEN);
                  tx.require(rm.any(tx, Manager.FAILED)).set(backup, Coordinator.ABORTING);
                });
          }
        };

    assertViolates(careless, "consistent");
  }

  @Test
  void aManagerThatTakesItsPromiseBackMayNeverComeToAnEnd() {
    var restless =
        new TwoPhaseCommitWithBackup(2, true, true) {
          {
            rule(
                "think again",
                rm,
                (tx, m) -> tx.require(m, Manager.PREPARED).set(m, Manager.WORKING));
          }
        };

    assertViolates(restless, "every manager comes to an end");
  }
}
