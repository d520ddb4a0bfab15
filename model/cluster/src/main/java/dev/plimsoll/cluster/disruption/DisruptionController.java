package dev.plimsoll.cluster.disruption;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.disruption.PodDisruptionBudget.Status;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.function.Predicate;

/// What the disruption controller does for one budget: it counts healthy pods, and says how many
/// may be evicted. A call that would end in a conflict is none, as the controller then waits until
/// it sees the budget as it is.
///
/// Source: `pkg/controller/disruption/disruption.go` (`trySync`, `buildDisruptedPodMap`,
/// `countHealthyPods`, `updatePdbStatus`), v1.30. Left out: `failSafe`, as no list fails.
///
/// @param known the budget as the controller knows it
/// @param knownPods the pods as it knows them
/// @param scale how many pods the workload asks for
record DisruptionController(
    Resource<PodDisruptionBudget> budgets,
    Informer<PodDisruptionBudget> known,
    Informer<Pod> knownPods,
    int scale,
    DisruptionModel.Bug bug) {

  static final int BUDGET = 0;

  /// Whether a pod is ready and nobody has deleted it.
  static boolean isHealthy(Pod pod) {
    return pod.isReady() && pod.started();
  }

  /// Writes the status that follows from what it knows.
  void sync(Transaction tx) {
    write(tx, name -> false);
  }

  /// The same after `DeletionTimeout`: a pod that was to be deleted and was not counts again.
  void syncAfterTimeout(Transaction tx, int name) {
    var budget = known.get(tx, BUDGET);
    tx.require(budget.isPresent() && budget.get().status().disruptedPods().contains(name));
    tx.require(knownPods.is(tx, name, pod -> !pod.meta().deleting()));
    write(tx, each -> each == name);
  }

  private void write(Transaction tx, Predicate<Integer> isExpired) {
    var budget = known.get(tx, BUDGET);
    tx.require(budget.isPresent());
    var status = status(tx, budget.get(), isExpired);
    tx.require(!status.equals(budget.get().status()));
    if (bug == DisruptionModel.Bug.WRITES_OLD_STATUS) {
      budgets.patch(tx, BUDGET, it -> it.with(status));
    } else {
      tx.require(budgets.get(tx, BUDGET).equals(budget));
      budgets.update(tx, BUDGET, budget.get(), budget.get().with(status));
    }
  }

  private Status status(State state, PodDisruptionBudget budget, Predicate<Integer> isExpired) {
    var disrupted =
        budget.status().disruptedPods().stream()
            .filter(name -> knownPods.is(state, name, pod -> !pod.meta().deleting()))
            .filter(isExpired.negate())
            .toList();
    var healthy = countHealthy(state, disrupted);
    var desired = budget.spec().desiredHealthy(scale);
    var allowed = isEmpty(state, budget) ? 0 : Math.max(0, healthy - desired);
    return new Status(budget.generation(), healthy, desired, allowed, disrupted);
  }

  private int countHealthy(State state, List<Integer> disrupted) {
    var names = knownPods.names(state, this::counts);
    return (int) names.stream().filter(name -> !disrupted.contains(name)).count();
  }

  private boolean counts(Pod pod) {
    return bug == DisruptionModel.Bug.COUNTS_DELETED
        ? pod.phase() == Pod.Phase.RUNNING && pod.started()
        : isHealthy(pod);
  }

  private boolean isEmpty(State state, PodDisruptionBudget budget) {
    return switch (budget.spec().kind()) {
      case MIN_AVAILABLE -> knownPods.list(state).isEmpty();
      case MAX_UNAVAILABLE -> scale == 0;
    };
  }
}
