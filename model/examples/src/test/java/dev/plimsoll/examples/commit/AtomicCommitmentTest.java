package dev.plimsoll.examples.commit;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertViolates;
import static dev.plimsoll.examples.commit.AtomicCommitment.Broadcast.RELIABLE;
import static dev.plimsoll.examples.commit.AtomicCommitment.Decision.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.examples.Checks;
import dev.plimsoll.examples.commit.AtomicCommitment.Decision;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtomicCommitmentTest {

  @Test
  void withReliableBroadcastItHasItsPublishedCountsAndDoesNotBlock() {
    assertHolds(
        "atomic-commitment", Map.of("participants", "2", "broadcast", "reliable"), 4284, 19);
  }

  @Test
  void withSimpleBroadcastItHasItsPublishedCountsAndBlocks() {
    var parameters = Map.of("participants", "3", "broadcast", "simple");
    var model = Checks.model("atomic-commitment", parameters);
    var result = Search.check(model, SearchOptions.defaults());

    assertThat(result.verdict()).isEqualTo(Verdict.LIVENESS_VIOLATED);
    assertThat(result.distinct()).isEqualTo(54_944);
    assertThat(result.depth()).isEqualTo(21);
    assertThat(result.claims())
        .filteredOn(claim -> claim.status() == Status.VIOLATED)
        .extracting(claim -> claim.name())
        .containsExactly("all that do not crash decide");
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
