package dev.plimsoll.examples.replication;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowOnlyCounterTest {

  @Test
  void growOnlyCounterHasItsPublishedCounts() {
    Checked.model("grow-only-counter", "nodes=3 most=3").holds(25_000).hasLevels(16);
  }

  @Test
  void aNodeThatCountsForOthersKnowsOfMoreThanThereIs() {
    var inventive =
        new GrowOnlyCounter(2, 1) {
          {
            rule("count for all", node, (tx, n) -> tx.set(n, List.of(1, 1)));
          }
        };

    assertViolates(inventive, "nobody knows of more increments than there were");
  }

  @Test
  void nodesThatForgetNeedNeverAgree() {
    var forgetful =
        new GrowOnlyCounter(2, 1) {
          {
            rule(
                "forget the others",
                node,
                (tx, n) -> {
                  var own = tx.get(n).get(n.index());
                  tx.set(n, n.index() == 0 ? List.of(own, 0) : List.of(0, own));
                });
          }
        };

    assertViolates(forgetful, "nodes agree some time after the last increment");
  }
}
