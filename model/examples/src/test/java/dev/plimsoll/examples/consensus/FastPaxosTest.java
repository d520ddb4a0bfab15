package dev.plimsoll.examples.consensus;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertHoldsUnderSymmetry;
import static dev.plimsoll.examples.Checks.assertViolates;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastPaxosTest {

  @Test
  void fastPaxosHasItsPublishedCountsUnderSymmetry() {
    assertHoldsUnderSymmetry(
        "fast-paxos", Map.of("replicas", "4", "values", "3", "ballots", "5"), 25_617, 22);
  }

  @Test
  void fastPaxosHasTheCountsThatTlcAgreesOn() {
    assertHolds("fast-paxos", Map.of("replicas", "4", "values", "2", "ballots", "3"), 1112, 12);
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
