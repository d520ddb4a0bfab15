package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.kubernetes.workload.PodDisruptionBudget;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Which evictions the API server allows.
///
/// Source: `pkg/registry/core/pod/storage/eviction.go` (`Create`, `checkAndDecrement`),
/// `pkg/controller/disruption/disruption.go` (`getExpectedPodCount`), v1.30. Left out: that the
/// status of a budget lags.
record Evictions(Inventory inventory) {

  /// Whether a pod may be evicted now.
  boolean allows(State state, int workload, Pod pod) {
    return pod.node().isEmpty()
        || inventory.workload(workload).budgets().stream()
            .allMatch(budget -> allows(state, budget, inventory.isAvailable(state, workload, pod)));
  }

  /// A pod that serves may go while there are more that do than must; one that does not, while
  /// there are enough (`IfHealthyBudget`).
  private boolean allows(State state, PodDisruptionBudget budget, boolean isHealthy) {
    var healthy = covered(budget).map(each -> inventory.available(state, each)).sum();
    var expected = covered(budget).map(each -> inventory.wanted(state, each)).sum();
    return healthy - least(budget, expected) >= (isHealthy ? 1 : 0);
  }

  private static int least(PodDisruptionBudget budget, int expected) {
    return budget
        .minAvailable()
        .map(bound -> bound.roundedUp(expected))
        .or(() -> budget.maxUnavailable().map(bound -> expected - bound.roundedUp(expected)))
        .map(bound -> Math.max(0, bound))
        .orElse(0);
  }

  /// How many pods of a workload are kept by budgets that are for it alone.
  OptionalInt least(int workload) {
    var expected = inventory.workload(workload).settled();
    return inventory.workload(workload).budgets().stream()
        .filter(budget -> covered(budget).count() == 1)
        .mapToInt(budget -> least(budget, expected))
        .max();
  }

  private IntStream covered(PodDisruptionBudget budget) {
    return IntStream.range(0, inventory.templates().size())
        .filter(workload -> inventory.workload(workload).budgets().contains(budget));
  }
}
