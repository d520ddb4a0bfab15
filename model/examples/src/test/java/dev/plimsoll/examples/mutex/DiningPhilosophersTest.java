package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.examples.mutex.DiningPhilosophers.Activity;
import dev.plimsoll.examples.mutex.DiningPhilosophers.Fork;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiningPhilosophersTest {

  @Test
  void diningPhilosophersHaveTheirPublishedCounts() {
    assertHolds("dining-philosophers", Map.of("philosophers", "5"), 67, 336, 29);
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
