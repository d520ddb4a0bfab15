package dev.plimsoll.cluster.scheduler;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.node.Pod;
import java.util.Optional;

/// The pods that a scheduler counts as being on a node: those that it has seen there, and those
/// that it has chosen a node for and assumes to be there before the binding is made.
///
/// Source: `pkg/scheduler/internal/cache/cache.go`, v1.22.
///
/// @param pods by name, each with its node
public record SchedulerCache(Cells<Optional<Pod>> pods) {

  /// What the cache holds of a name.
  public Optional<Pod> get(State state, int name) {
    return state.get(pods.get(name));
  }

  /// How many pods are on a node.
  public int count(State state, int node) {
    return pods.count(state, pod -> pod.isPresent() && pod.get().isOn(node));
  }

  /// Counts a pod that is bound, or is assumed to be.
  public void add(Transaction tx, int name, Pod pod) {
    tx.set(pods.get(name), Optional.of(pod));
  }

  /// Does not count a pod any longer.
  public void remove(Transaction tx, int name) {
    tx.set(pods.get(name), Optional.empty());
  }

  /// Takes over what the scheduler has seen of a pod, in one section of the cache's lock. A pod
  /// that is assumed stays so until it is seen to be bound, or to be gone.
  public void update(Transaction tx, int name, Optional<Pod> before, Optional<Pod> after) {
    if (isBound(after)) {
      after.ifPresent(pod -> add(tx, name, pod));
    } else if (after.isEmpty() || isBound(before)) {
      remove(tx, name);
    }
  }

  private static boolean isBound(Optional<Pod> pod) {
    return pod.isPresent() && pod.get().node().isPresent();
  }
}
