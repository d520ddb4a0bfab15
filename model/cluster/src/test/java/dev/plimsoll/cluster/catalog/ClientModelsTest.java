package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each model keeps its claims within the default bounds, and each mistake in it is found by the
/// claim that names it and by no other.
class ClientModelsTest {

  @ParameterizedTest
  @CsvSource({"workqueue, 19964", "leader-election, 35036", "endpointslice, 66379"})
  void itHoldsWithinItsBounds(String model, long states) {
    Checked.model(model, "").holds(states).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "leader-election, pauses=0 drift=1, 26634",
    "leader-election, lease=3 pauses=0, 4456",
  })
  void oneLeadsWhileDriftAndPausesStayWithinTheBound(String model, String given, long states) {
    Checked.model(model, given).holds(states);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          queue-bug=drops-while-processing | a version that is not synced is queued, waits, \
          or is in the hands of a worker
          queue-bug=does-not-add-again | a version that is not synced is queued, waits, or \
          is in the hands of a worker
          queue-bug=drops-delayed | a version that is not synced is queued, waits, or is in \
          the hands of a worker
          queue-bug=queues-while-processing | a key is processed by one worker at a time
          queue-bug=queues-twice | a key is queued once
          queue-bug=keeps-waiting | a key that has failed waits no longer than its failures \
          in a row allow
          queue-bug=has-no-limit | a key that has failed waits no longer than its failures \
          in a row allow
          queue-bug=holds-delayed | an object that fails is tried again and again
          bug=never-forgets | a key that has failed waits no longer than its failures in a row allow
          bug=retries-in-place workers=1 | in the end the last version of every object was \
          synced, but for one that fails
          """)
  void aMistakeOfAQueueIsFound(String given, String claim) {
    Checked.model("workqueue", given).breaks(claim);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bug=expires-by-renew-time | at most one process leads
          bug=has-no-deadline faults=2 | at most one process leads
          bug=updates-anyhow | at most one process leads
          bug=releases-first | when a lease is given back nobody leads
          bug=looks-once faults=2 | in the end some process leads
          bug=does-not-count | leaseTransitions counts the changes of the holder
          pauses=2 | at most one process leads
          drift=1 | at most one process leads
          """)
  void aMistakeOfAnElectionIsFound(String given, String claim) {
    Checked.model("leader-election", given).breaks(claim);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bug=no-tracker | a pod that is wanted and there stays in a slice
          bug=ignores-max | a slice has no more endpoints than it may have
          bug=terminating-is-ready | the endpoint of a pod that is being deleted is not ready
          bug=leaves-conditions | in the end slices have the pods that are selected, once \
          each and as they are
          """)
  void aMistakeOfTheEndpointSliceControllerIsFound(String given, String claim) {
    Checked.model("endpointslice", given).breaks(claim);
  }

  @Test
  void aControllerThatStartsAtAnApiServerThatLagsTakesAnEndpointAway() {
    Checked.model("endpointslice", "api-servers=2 pods=1 most=1")
        .breaks("a pod that is wanted and there stays in a slice");
  }
}
