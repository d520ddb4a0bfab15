package dev.plimsoll.examples.consensus;

import static dev.plimsoll.examples.Checks.assertHoldsUnderSymmetry;
import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.consensus.Votes.Voter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VotingTest {

  @Test
  void votingHasItsPublishedCounts() {
    Checked.model("voting", "acceptors=3 values=2 ballots=3").holds(6752).hasLevels(16);
  }

  /// The 599 are TLC's without symmetry.
  @Test
  void votingInTwoBallotsHasItsPublishedCountsUnderSymmetry() {
    var settings = "acceptors=3 values=2 ballots=2";

    Checked.model("voting", settings).holds(599).hasLevels(11);
    assertHoldsUnderSymmetry("voting", settings, 77, 11);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "votes are safe",
        "there is one value in each ballot",
        "one value is chosen at most"
      })
  void acceptorsThatDoNotLookAtEachOthersVotesBreakTheClaim(String claim) {
    var careless =
        new Voting(3, 2, 2) {
          {
            rule(
                "vote without looking",
                acceptor,
                (tx, a) -> {
                  var vote = tx.choose(proposals);
                  var before = tx.get(a);
                  tx.require(before.promised() <= vote.ballot());
                  tx.require(before.abstained(vote.ballot())).set(a, before.with(vote));
                });
          }
        };

    assertViolates(careless, claim);
  }

  @Test
  void ifAcceptorsForgetWhatIsChosenDoesNotStayChosen() {
    var forgetful =
        new Voting(3, 2, 2) {
          {
            rule("forget", acceptor, (tx, a) -> tx.set(a, Voter.NEW));
          }
        };

    assertViolates(forgetful, "what is chosen stays chosen");
  }
}
