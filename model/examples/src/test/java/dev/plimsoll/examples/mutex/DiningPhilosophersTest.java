package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.mutex.DiningPhilosophers.Activity;
import dev.plimsoll.examples.mutex.DiningPhilosophers.Fork;
import org.junit.jupiter.api.Test;

class DiningPhilosophersTest {

  @Test
  void diningPhilosophersHaveTheirPublishedCounts() {
    Checked.model("dining-philosophers", "philosophers=5").holds(67).hasSteps(336).hasLevels(29);
  }

  @Test
  void aPhilosopherWhoEatsWithoutForksEatsBesideANeighbour() {
    var mutant =
        new DiningPhilosophers(3) {
          {
            rule("snatch", activity, (tx, p) -> tx.set(p, Activity.EATING));
          }
        };

    assertViolates(mutant, "neighbours do not eat at the same time");
  }

  @Test
  void whereForksFallDownSomebodyMayStarve() {
    var mutant =
        new DiningPhilosophers(3) {
          {
            rule("fall", fork, (tx, f) -> tx.update(f, was -> new Fork(was.holder(), false)));
          }
        };

    assertViolates(mutant, "everyone eats again and again");
  }
}
