package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.Checks.assertHoldsUnderSymmetry;
import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.commit.PaxosCommit.Phase2b;
import dev.plimsoll.examples.commit.PaxosCommit.Vote;
import dev.plimsoll.examples.commit.TwoPhaseCommit.Phase;
import org.junit.jupiter.api.Test;

class PaxosCommitTest {

  @Test
  void paxosCommitHasItsPublishedCounts() {
    Checked.model("paxos-commit", "managers=2 acceptors=3 ballots=2")
        .holds(1_321_761)
        .hasLevels(28);
  }

  @Test
  void underSymmetryOfItsAcceptorsItHasTheCountsThatTlcAgreesOn() {
    assertHoldsUnderSymmetry("paxos-commit", "managers=2 acceptors=3 ballots=2", 238_995, 28);
  }

  @Test
  void aLeaderThatDecidesBeforeTheManagersHavePreparedIsInconsistent() {
    var hasty =
        new PaxosCommit(2, 1, 1) {
          {
            rule("decide at once", tx -> tx.send(decisions, Phase.COMMITTED));
          }
        };

    assertViolates(hasty, "consistent");
    assertViolates(hasty, "who commits does so after all have prepared");
  }

  @Test
  void anAcceptorThatVotesForWhatNobodyProposedMayChooseTwice() {
    var fickle =
        new PaxosCommit(1, 1, 1) {
          {
            rule(
                "vote for anything",
                tx -> tx.send(phase2b, new Phase2b(0, 0, new Vote(0, Phase.ABORTED))));
          }
        };

    assertViolates(fickle, "a manager's fate is chosen once");
  }
}
