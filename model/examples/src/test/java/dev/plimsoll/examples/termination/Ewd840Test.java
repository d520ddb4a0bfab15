package dev.plimsoll.examples.termination;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.termination.Ewd840.Color;
import org.junit.jupiter.api.Test;

class Ewd840Test {

  /// TLC says 9 levels with one thread; 10 are published. It counts 184 steps more: one that is
  /// allowed for two reasons it makes twice.
  @Test
  void ewd840HasItsPublishedCounts() {
    Checked.model("ewd840", "nodes=3").holds(302).hasSteps(2_001 - 184).hasLevels(9);
  }

  @Test
  void whoWakesUpAnotherAndStaysWhiteIsMissed() {
    var mutant =
        new Ewd840(3) {
          {
            rule(
                "wake up unnoticed",
                active,
                (tx, node) -> tx.require(node, true).set(active.getLast(), true));
          }
        };

    assertViolates(mutant, "what is detected is so");
    assertViolates(mutant, "Dijkstra's invariant");
  }

  @Test
  void whoTurnsBlackForNoReasonMakesRoundsFail() {
    var mutant =
        new Ewd840(3) {
          {
            rule("turn black", color, (tx, node) -> tx.set(node, Color.BLACK));
          }
        };

    assertViolates(mutant, "it is detected in the end");
    assertViolates(mutant, "it is detected once and for all");
  }
}
