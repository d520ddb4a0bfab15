package dev.plimsoll.examples.graph;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;

class SpanningTreeTest {

  /// TLC says 5 levels with one thread; 6 are published.
  @Test
  void theSpanningTreeHasItsPublishedCounts() {
    Checked.model("spanning-tree", "nodes=5").holds(1_236).hasSteps(10_278).hasLevels(5);
  }

  @Test
  void whereAParentIsLostItIsNoTree() {
    var mutant =
        new SpanningTree(3) {
          {
            rule("lose", parent, (tx, p) -> tx.set(p, p.index()));
          }
        };

    assertViolates(mutant, "where nothing is to be done it is a tree");
  }

  @Test
  void whoGoesAwayAgainAndAgainIsNeverDone() {
    var mutant =
        new SpanningTree(3) {
          {
            rule("go away", distance, (tx, d) -> tx.require(tx.get(d) == 1).set(d, 4));
          }
        };

    assertViolates(mutant, "in the end nothing is to be done");
  }
}
