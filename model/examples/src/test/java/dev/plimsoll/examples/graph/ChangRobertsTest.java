package dev.plimsoll.examples.graph;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.graph.ChangRoberts.Standing;
import org.junit.jupiter.api.Test;

class ChangRobertsTest {

  @Test
  void changAndRobertsHaveTheirPublishedCounts() {
    Checked.model("chang-roberts", "nodes=3").holds(137).hasSteps(227).hasLevels(10);
  }

  @Test
  void aCandidateThatDeclaresItselfTheWinnerNeedNotBeTheFirstNorAlone() {
    var mutant =
        new ChangRoberts(3) {
          {
            rule(
                "declare",
                standing,
                (tx, n) -> tx.require(n, Standing.CANDIDATE).set(n, Standing.WON));
          }
        };

    assertViolates(mutant, "who has won is the first of the candidates");
    assertViolates(mutant, "who has won is alone");
  }

  @Test
  void whereMessagesAreLostNobodyNeedWin() {
    var mutant =
        new ChangRoberts(3) {
          {
            for (var box : inbox) {
              rule("lose from the " + box, box, (tx, number) -> tx.remove(box, number));
            }
          }
        };

    assertViolates(mutant, "where there are candidates one wins");
  }
}
