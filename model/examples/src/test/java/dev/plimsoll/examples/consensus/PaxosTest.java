package dev.plimsoll.examples.consensus;

import static dev.plimsoll.examples.Checks.assertHoldsUnderSymmetry;
import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.consensus.Paxos.Acceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaxosTest {

  @ParameterizedTest
  @CsvSource({"3, 2, 3921, 17", "1, 1, 25, 9"})
  void paxosHasItsPublishedCounts(String acceptors, String values, long distinct, int depth) {
    Checked.model("paxos", "acceptors=" + acceptors + " values=" + values + " ballots=2")
        .holds(distinct)
        .hasLevels(depth);
  }

  @Test
  void underSymmetryPaxosHasTheCountsThatTlcAgreesOn() {
    assertHoldsUnderSymmetry("paxos", "acceptors=3 values=2 ballots=2", 443, 17);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "votes are safe",
        "there is one value in each ballot",
        "what is proposed is shown safe by a majority",
        "one value is chosen at most"
      })
  void aLeaderThatDoesNotAskFirstBreaksTheClaim(String claim) {
    var selfish =
        new Paxos(3, 2, 2) {
          {
            rule("propose without asking", tx -> tx.send(phase2a, tx.choose(Vote.in(1, 2))));
          }
        };

    assertViolates(selfish, claim);
  }

  @Test
  void ifAcceptorsForgetNothingNeedEverBeChosen() {
    var forgetful =
        new Paxos(1, 1, 2) {
          {
            rule("forget", acceptor, (tx, a) -> tx.set(a, new Acceptor(-1, Vote.NONE)));
          }
        };

    assertViolates(forgetful, "a value is chosen");
  }
}
