package dev.plimsoll.examples.replication;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertViolates;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowOnlyCounterTest {

  @Test
  void growOnlyCounterHasItsPublishedCounts() {
    assertHolds("grow-only-counter", Map.of("nodes", "3", "most", "3"), 25_000, 16);
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
