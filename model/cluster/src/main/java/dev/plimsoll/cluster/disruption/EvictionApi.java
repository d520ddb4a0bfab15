package dev.plimsoll.cluster.disruption;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Outcome;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.disruption.DisruptionModel.Bug;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;

/// How the API server evicts a pod: it takes the disruption from the status of the budget, and
/// deletes the pod then. A pod that does not run, or is not healthy while enough others are, goes
/// without being counted, provided that it is still what it was.
///
/// Source: `pkg/registry/core/pod/storage/eviction.go` (`Create`, `checkAndDecrement`), v1.30. Left
/// out: several budgets of one pod, `MaxDisruptedPodSize`, the condition `DisruptionTarget`, and
/// that an API server gives up after twenty conflicts.
///
/// @param calls by the name of the pod
record EvictionApi(
    Resource<Pod> pods,
    Resource<PodDisruptionBudget> budgets,
    List<Cell<Eviction>> calls,
    Bug bug) {

  private static final int BUDGET = DisruptionController.BUDGET;

  EvictionApi {
    calls = List.copyOf(calls);
  }

  /// Reads the pod and its budget.
  void ask(Transaction tx, int name) {
    var pod = pods.get(tx, name);
    var budget = budgets.get(tx, BUDGET);
    tx.require(pod.isPresent() && budget.isPresent());
    tx.set(calls.get(name), new Eviction.Asked(pod.get(), budget.get(), false));
  }

  /// Decides on what was read: takes the disruption from the budget, unless it need not be counted.
  void decide(Transaction tx, int name) {
    var call = calls.get(name);
    if (!(tx.get(call) instanceof Eviction.Asked(var pod, var budget, var isAgain))) {
      tx.require(false);
      return;
    }
    if (isUncounted(pod, budget)) {
      tx.set(call, new Eviction.Deleting(Optional.of(pod)));
    } else if (isRefused(budget)) {
      tx.set(call, new Eviction.Refused());
    } else {
      tx.set(call, take(tx, name, pod, budget));
    }
  }

  private static boolean isUncounted(Pod pod, PodDisruptionBudget budget) {
    if (pod.phase() != Pod.Phase.RUNNING) {
      return true;
    }
    var status = budget.status();
    return !DisruptionController.isHealthy(pod)
        && (budget.spec().policy() == PodDisruptionBudget.Policy.ALWAYS_ALLOW
            || (status.currentHealthy() >= status.desiredHealthy() && status.desiredHealthy() > 0));
  }

  private boolean isRefused(PodDisruptionBudget budget) {
    var isStale = budget.status().observedGeneration() < budget.generation();
    return (isStale && bug != Bug.ACCEPTS_OLD_GENERATION)
        || budget.status().disruptionsAllowed() == 0;
  }

  private Eviction take(Transaction tx, int name, Pod pod, PodDisruptionBudget budget) {
    var status =
        budget.status().granted(name, bug != Bug.DOES_NOT_DECREMENT, bug != Bug.DOES_NOT_RECORD);
    if (bug == Bug.DOES_NOT_COMPARE) {
      budgets.patch(tx, BUDGET, it -> it.with(status));
      return new Eviction.Deleting(Optional.empty());
    }
    return budgets.update(tx, BUDGET, budget, budget.with(status)) == Outcome.OK
        ? new Eviction.Deleting(Optional.empty())
        : new Eviction.Asked(pod, budgets.get(tx, BUDGET).orElseThrow(), true);
  }

  /// Deletes the pod, unless it is not any more what it must be.
  void delete(Transaction tx, int name) {
    var call = calls.get(name);
    if (!(tx.get(call) instanceof Eviction.Deleting(var precondition))) {
      tx.require(false);
      return;
    }
    var isMet = precondition.isEmpty() || precondition.equals(pods.get(tx, name));
    if (isMet || bug == Bug.DELETES_ANYHOW) {
      pods.delete(tx, name);
      tx.set(call, new Eviction.None());
    } else {
      tx.set(call, new Eviction.Refused());
    }
  }
}
