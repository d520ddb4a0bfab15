package dev.plimsoll.cluster;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;

class ReplicaSetTest {

  private static final String NEVER_MORE = "never more pods than were ever asked for";
  private static final String RESTS = "rests only with as many pods as asked for";

  @Test
  void aControllerThatKeepsExpectationsNeverCreatesTooManyPods() {
    Checked.model("replicaset", "").holds(2_747).firesEveryRule();
  }

  @Test
  void aControllerThatTrustsItsCacheCreatesTooManyPods() {
    Checked.model("replicaset", "expectations=false").breaks(NEVER_MORE);
  }

  @Test
  void aControllerThatMissesDeletionsRestsWithTooFewPods() {
    Checked.model("replicaset", "bug=deletion-not-queued").breaks(RESTS);
  }
}
