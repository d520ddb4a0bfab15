package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.Checks.assertViolates;
import static dev.plimsoll.examples.commit.AtomicCommitment.Broadcast.RELIABLE;
import static dev.plimsoll.examples.commit.AtomicCommitment.Decision.UNDECIDED;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.commit.AtomicCommitment.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtomicCommitmentTest {

  @Test
  void withReliableBroadcastItHasItsPublishedCountsAndDoesNotBlock() {
    Checked.model("atomic-commitment", "participants=2 broadcast=reliable")
        .holds(4284)
        .hasLevels(19);
  }

  @Test
  void withSimpleBroadcastItHasItsPublishedCountsAndBlocks() {
    Checked.model("atomic-commitment", "participants=3 broadcast=simple")
        .breaks("all that do not crash decide")
        .hasStates(54_944)
        .hasLevels(21);
  }

  /// Participants that go from one decision to another by themselves.
  private static final class Wilful extends AtomicCommitment {
    Wilful(Decision from, Decision to) {
      super(2, RELIABLE);
      rule("go its own way", participant, (tx, p) -> tx.require(p, from).set(p, to));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNDECIDED, COMMIT,    all that decide decide the same",
    "UNDECIDED, COMMIT,    nobody commits unless all vote yes",
    "UNDECIDED, ABORT,     nobody aborts unless one votes no or crashes",
    "COMMIT,    ABORT,     who has committed stays so",
    "ABORT,     COMMIT,    who has aborted stays so",
    "ABORT,     UNDECIDED, all that do not crash decide"
  })
  void aParticipantWithAWillOfItsOwnBreaksTheClaim(Decision from, Decision to, String claim) {
    assertViolates(new Wilful(from, to), claim);
  }

  @Test
  void ifWhatIsToldGetsLostNobodyNeedEverDecide() {
    var forgetful =
        new AtomicCommitment(1, RELIABLE) {
          {
            rule("lose", told, (tx, t) -> tx.set(t, UNDECIDED));
          }
        };

    assertViolates(forgetful, "all decide if none crashes");
  }
}
