package dev.plimsoll.examples.puzzle;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;

class CoffeeCanTest {

  /// TLC counts two steps more, which change nothing: where one bean is left, it goes on.
  @Test
  void theCoffeeCanHasItsPublishedCounts() {
    Checked.model("coffee-can", "beans=100").holds(5_150).hasSteps(20_002 - 2).hasLevels(1);
  }

  @Test
  void aCanWithAHoleIsEmptyInTheEnd() {
    var mutant =
        new CoffeeCan(3) {
          {
            rule("lose a bean", tx -> tx.require(tx.get(black) > 0).update(black, n -> n - 1));
          }
        };

    assertViolates(mutant, "the can is never empty");
  }

  @Test
  void whereABeanIsAddedTheCanNeedNeverBecomeEmptier() {
    var mutant =
        new CoffeeCan(3) {
          {
            rule("add a bean", tx -> tx.require(tx.get(black) < 3).update(black, n -> n + 1));
          }
        };

    assertViolates(mutant, "one bean is left");
    assertViolates(mutant, "there are never more beans than before");
  }

  @Test
  void aBeanThatIsPaintedChangesTheColorOfTheLastOne() {
    var mutant =
        new CoffeeCan(3) {
          {
            rule(
                "paint a bean",
                tx ->
                    tx.require(tx.get(white) > 0)
                        .update(white, n -> n - 1)
                        .update(black, n -> n + 1));
          }
        };

    assertViolates(mutant, "the number of white beans stays even, or odd");
    assertViolates(mutant, "if it is odd the last bean is white, else black");
  }
}
