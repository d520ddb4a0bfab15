package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.controller.RollingUpdate;
import dev.plimsoll.cluster.node.Pod;
import java.util.Optional;

/// How one Deployment comes to pods of another template: by two ReplicaSets, of which the new one
/// grows as the old one shrinks, or, with `Recreate`, once the pods of the old one have gone.
///
/// Source: `pkg/controller/deployment/rolling.go` (`rolloutRolling`, `reconcileNewReplicaSet`,
/// `reconcileOldReplicaSets`, `cleanupUnhealthyReplicas`,
/// `scaleDownOldReplicaSetsForRollingUpdate`), `recreate.go` (`rolloutRecreate`), v1.30. Left out:
/// `minReadySeconds`, `progressDeadlineSeconds`, and a template that is applied before the one
/// before is rolled out.
///
/// @param rolling what the manifest allows; empty with `Recreate`
/// @param sets what the ReplicaSets ask for
record Rollout(
    Inventory inventory, int workload, Optional<RollingUpdate> rolling, Cell<Sets> sets) {

  private static final int NEW = 1;

  /// What ReplicaSets ask for.
  ///
  /// @param served how many pods served before
  /// @param applied whether the new template has been applied
  /// @param old `spec.replicas` of the ReplicaSet of the old template
  /// @param current the same of the new one
  record Sets(int served, boolean applied, int old, int current) {

    /// Before a rollout of so many pods.
    static Sets of(int replicas) {
      return new Sets(replicas, false, replicas, 0);
    }

    private Sets serving(int now) {
      return new Sets(now, applied, old, current);
    }

    private Sets asApplied() {
      return new Sets(served, true, old, current);
    }

    private Sets withOld(int replicas) {
      return new Sets(served, applied, replicas, current);
    }

    private Sets withCurrent(int replicas) {
      return new Sets(served, applied, old, replicas);
    }

    /// How many pods they ask for together.
    int total() {
      return old + current;
    }
  }

  /// A pod of the new template.
  static Pod asNew(Pod pod) {
    return pod.with(pod.meta().ownedBy(NEW));
  }

  /// Whether a pod is of the new template.
  static boolean isNew(Pod pod) {
    return pod.meta().owner().isPresent();
  }

  // ---- steps

  /// Notes how many pods serve before.
  void begin(Transaction tx) {
    tx.update(sets, now -> now.serving(inventory.available(tx, workload)));
  }

  /// `kubectl apply` of another template.
  void apply(Transaction tx) {
    tx.update(sets, Sets::asApplied);
  }

  /// Has the new ReplicaSet ask for more.
  void scaleUp(Transaction tx, int replicas) {
    tx.require(tx.get(sets).applied() && tx.get(sets).current() != replicas);
    tx.update(sets, now -> now.withCurrent(replicas));
  }

  /// Has the old ReplicaSet ask for less, if the new one has all that it may ask for.
  void scaleDown(Transaction tx, int replicas) {
    var now = tx.get(sets);
    tx.require(now.applied() && now.old() > 0 && now.current() == scaledUp(tx));
    tx.require(now.old() != replicas).set(sets, now.withOld(replicas));
  }

  // ---- what is decided

  /// How many pods the new ReplicaSet is to ask for.
  int scaledUp(State state) {
    var now = state.get(sets);
    return rolling
        .map(each -> each.scaledUp(wanted(state), now.current(), now.total()))
        .orElseGet(() -> now.old() > 0 || isOldThere(state) ? now.current() : wanted(state));
  }

  /// How many pods the old ReplicaSet is to ask for: it gives up those that do not serve, and then
  /// those that need not; none while more serve than it asks for.
  int scaledDown(State state) {
    return rolling.map(each -> scaledDown(state, each)).orElse(0);
  }

  private int scaledDown(State state, RollingUpdate update) {
    var now = state.get(sets);
    var serving = available(state, false);
    var notYet = now.current() - available(state, true);
    var most = update.maxScaledDown(wanted(state), now.total(), notYet);
    if (most <= 0 || serving > now.old()) {
      return now.old();
    }
    var cleaned = now.old() - Math.min(most, now.old() - serving);
    var spare = serving + available(state, true) - update.minAvailable(wanted(state));
    return cleaned - Math.clamp(spare, 0, cleaned);
  }

  private int wanted(State state) {
    return inventory.wanted(state, workload);
  }

  private int available(State state, boolean isNew) {
    return (int)
        inventory.pods().get(workload).list(state).stream()
            .filter(pod -> isNew(pod) == isNew && inventory.isAvailable(state, workload, pod))
            .count();
  }

  // ---- what can be said of it

  /// Whether there are pods of the old template, be they on their way out.
  boolean isOldThere(State state) {
    return inventory.pods().get(workload).list(state).stream().anyMatch(pod -> !isNew(pod));
  }

  /// How many pods are to serve at all times.
  int least() {
    return rolling.map(each -> each.minAvailable(settled())).orElse(0);
  }

  /// How many pods are asked for at most.
  int most() {
    return settled() + rolling.map(each -> each.surge(settled())).orElse(0);
  }

  private int settled() {
    return inventory.workload(workload).settled();
  }

  /// Whether as many pods serve as must, or as did before.
  boolean serves(State state) {
    return inventory.available(state, workload) >= Math.min(least(), state.get(sets).served());
  }

  /// Whether there are pods of both templates.
  boolean isMixed(State state) {
    return isOldThere(state)
        && inventory.pods().get(workload).list(state).stream().anyMatch(Rollout::isNew);
  }

  /// Whether all pods serve, and are of the new template.
  boolean isOver(State state) {
    return available(state, true) == wanted(state) && !isOldThere(state);
  }
}
