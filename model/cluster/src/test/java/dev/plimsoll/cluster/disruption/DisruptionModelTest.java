package dev.plimsoll.cluster.disruption;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Evictions keep to the budget, and drains end. Settings are as on the command line, without
/// `--set`.
class DisruptionModelTest {

  private static final String BUDGET =
      "evictions leave as many healthy pods as the budget asks for";
  private static final String ASKED_AGAIN = "an eviction that was refused is asked for again";
  private static final String DRAINED =
      "in the end nodes are drained, if the budget allows any eviction";

  @Test
  void itHoldsWithinItsBounds() {
    Checked.model("disruption", "").holds(122_473).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "budget=max-unavailable, 122473",
    "lag=2, 248202",
    "changes=1 faults=0, 17748",
    "replicas=3 pods=2 faults=0, 77909",
  })
  void itHoldsWithinOtherBounds(String settings, long states) {
    Checked.model("disruption", settings).holds(states);
  }

  @ParameterizedTest
  @CsvSource({
    "does-not-decrement, faults=0",
    "does-not-record, faults=0",
    "does-not-compare, faults=0",
    "accepts-old-generation, changes=1 faults=0",
    "deletes-anyhow, faults=1",
    "counts-deleted, faults=0",
    "writes-old-status, lag=2",
    "expires-early, faults=0",
  })
  void aMistakeTakesMorePodsThanTheBudgetAllows(String bug, String settings) {
    Checked.model("disruption", "bug=" + bug + " " + settings).breaks(BUDGET);
  }

  @Test
  void aDrainThatDoesNotAskAgainDoesNotEnd() {
    Checked.model("disruption", "bug=gives-up faults=0").breaks(ASKED_AGAIN, DRAINED);
  }

  @Test
  void aDrainDoesNotEndWhilePodsCountAsDisruptedForEver() {
    Checked.model("disruption", "bug=never-expires").breaks(DRAINED);
  }

  @Test
  void podsThatNeverGetReadyHoldUpADrainUnlessThePolicyIsAlwaysAllow() {
    Checked.model("disruption", "sick-nodes=2 faults=0").breaks(DRAINED);
    Checked.model("disruption", "sick-nodes=2 faults=0 policy=always-allow").breaksNothing();
    Checked.model("disruption", "sick-nodes=1 faults=0").breaksNothing();
  }
}
