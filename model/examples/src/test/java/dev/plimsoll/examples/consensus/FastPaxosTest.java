package dev.plimsoll.examples.consensus;

import static dev.plimsoll.examples.Checks.assertHoldsUnderSymmetry;
import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastPaxosTest {

  @Test
  void fastPaxosHasItsPublishedCountsUnderSymmetry() {
    assertHoldsUnderSymmetry("fast-paxos", "replicas=4 values=3 ballots=5", 25_617, 22);
  }

  @Test
  void fastPaxosHasTheCountsThatTlcAgreesOn() {
    Checked.model("fast-paxos", "replicas=4 values=2 ballots=3").holds(1112).hasLevels(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"what is decided was proposed by a client", "a decision is final"})
  void decidingWithoutVotesBreaksTheClaim(String claim) {
    var arbitrary =
        new FastPaxos(4, 2, 3) {
          {
            rule("decide for oneself", tx -> tx.set(decision, tx.choose(List.of(0, 1))));
          }
        };

    assertViolates(arbitrary, claim);
  }
}
