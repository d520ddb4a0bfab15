package dev.plimsoll.examples.puzzle;

import static dev.plimsoll.examples.Checks.assertViolates;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.puzzle.Queens.Placement;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueensTest {

  /// As TLC counts them when it is not asked for a solution.
  @Test
  void fourQueensHaveTheirCounts() {
    Checked.model("queens", "size=4").holds(785).hasSteps(2_970).hasLevels(16);
  }

  @Test
  void fourQueensArePlacedInTheFourStepsThatArePublished() {
    var puzzle = Checked.configured("queens", "solve=true");

    assertThat(assertViolates(puzzle, "there is no solution").length()).isEqualTo(5);
  }

  @Test
  void aSearchThatGuessesFindsWhatIsNoSolution() {
    var mutant =
        new Queens(2, false) {
          {
            rule("guess", tx -> tx.send(found, new Placement(List.of(0, 1))));
          }
        };

    assertViolates(mutant, "what is found is a solution");
  }

  @Test
  void aSearchThatForgetsWhatItHasBegunMissesSolutions() {
    var mutant =
        new Queens(1, false) {
          {
            rule("forget", begun, (tx, placement) -> tx.remove(begun, placement));
          }
        };

    assertViolates(mutant, "all solutions are found in the end");
  }

  @Test
  void aSearchThatBeginsAnewAgainAndAgainNeedNotEnd() {
    var mutant =
        new Queens(2, false) {
          {
            rule("begin anew", tx -> tx.send(begun, Placement.EMPTY));
          }
        };

    assertViolates(mutant, "the search ends");
  }
}
