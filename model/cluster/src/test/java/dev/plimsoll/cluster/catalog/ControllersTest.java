package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each controller keeps its claims within the default bounds, and each mistake in it is found by
/// the claim that names it and by no other.
class ControllersTest {

  @ParameterizedTest
  @CsvSource({
    "statefulset, 98227",
    "daemonset, 46298",
    "job, 46778",
    "node-lifecycle, 221036",
  })
  void itHoldsWithinItsBounds(String model, long states) {
    Checked.model(model, "").holds(states).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "statefulset, policy=parallel faults=0 scales=0, 18137",
    "statefulset, partition=0 scales=0 lag=2, 5931",
    "node-lifecycle, losses=2 returns=0, 2055",
    "daemonset, faults=0 lost=1, 97900",
  })
  void itHoldsWithinOtherBounds(String model, String given, long states) {
    Checked.model(model, given).holds(states);
  }

  @ParameterizedTest
  @CsvSource({
    "statefulset, bug=lets-go-early, at most one pod of an identity runs",
    "statefulset, bug=ignores-order, a pod comes after those before it were ready",
    "statefulset, bug=updates-at-once, 'one pod is unavailable at a time, but for those that fail'",
    "statefulset, bug=completes-early, a pod below the partition has the first revision",
    "statefulset, bug=counts-condemned, a pod below the partition has the first revision",
    "statefulset, bug=deletes-claims partition=0, a volume claim stays",
    "statefulset, bug=failed-stay scales=0, in the end all pods are ready and of their revision",
    "daemonset, bug=no-expectations, there is one pod for a node at a time",
    "daemonset, bug=updates-at-once, 'an update takes one node at a time, as long as nothing"
        + " befalls nodes'",
    "daemonset, bug=forgets-unbound, 'in the end each eligible node has a pod, and no other has'",
    "job, bug=forgets-removals parallelism=1 failures=0, no pod is counted twice",
    "job, bug=reads-old-job, no more pods than are to succeed",
    "job, bug=goes-on, 'a Job that is complete, or has failed, stays so'",
    "node-lifecycle, bug=starts-unheard, a node that was never lost keeps its pods",
    "node-lifecycle, bug=taints-stay, in the end nodes that are up have no taint",
    "node-lifecycle, bug=evicts-anyhow losses=2 returns=0, where all nodes are lost nobody is"
        + " evicted in the end",
    "node-lifecycle, bug=never-taints, 'in the end all pods run on nodes that are up, if there is"
        + " any'",
    "job, bug=leaves-orphans, 'in the end the Job has finished, and no pod has its finalizer'",
  })
  void aMistakeIsFound(String model, String given, String claim) {
    Checked.model(model, given).breaks(claim);
  }
}
