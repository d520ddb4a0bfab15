package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CigaretteSmokersTest {

  @Test
  void cigaretteSmokersHaveTheirPublishedCounts() {
    Checked.model("cigarette-smokers", "").holds(6).hasSteps(15).hasLevels(2);
  }

  @Test
  void aSmokerWithCigarettesOfTheirOwnSmokesBesideAnother() {
    var mutant =
        new CigaretteSmokers() {
          {
            rule("smoke one's own", smokes, (tx, smoker) -> tx.set(smoker, true));
          }
        };

    assertViolates(mutant, "one smokes at a time");
  }

  @Test
  void whereSomebodyClearsTheTableNothingGoesOn() {
    var mutant =
        new CigaretteSmokers() {
          {
            rule(
                "clear the table",
                tx -> tx.require(tx.get(missing).isPresent()).set(missing, Optional.empty()));
          }
        };

    assertViolates(mutant, "it goes on forever");
  }
}
