package dev.plimsoll.cluster.scheduler.queue;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.client.Handler;
import dev.plimsoll.cluster.scheduler.queue.SchedulingQueue.Place;
import java.util.List;
import java.util.Optional;

/// What changes of pods do to the queue, and to what is assumed and nominated.
///
/// Source: `pkg/scheduler/eventhandlers.go` (`addPodToSchedulingQueue` to `deletePodFromCache`),
/// `internal/queue/scheduling_queue.go` (`UpdateNominatedPod`), v1.30.
///
/// @param names of the pods that it is responsible for
/// @param assumed the node where each pod is assumed to be
/// @param nominated the node that each pod is nominated for
/// @param bug what it gets wrong
record SchedulerEvents(
    SchedulingQueue queue,
    List<Integer> names,
    List<Cell<Optional<Integer>>> assumed,
    List<Cell<Optional<Integer>>> nominated,
    Bug bug) {

  SchedulerEvents {
    names = List.copyOf(names);
    assumed = List.copyOf(assumed);
    nominated = List.copyOf(nominated);
  }

  /// Takes in what has become of a pod.
  void seePod(
      Transaction tx,
      int name,
      Optional<PriorityPod> before,
      Optional<PriorityPod> after,
      Handler.By by) {
    var wasPending = before.filter(PriorityPod::isPending).isPresent();
    if (before.isPresent() && !wasPending && after.isEmpty()) {
      queue.moveAll(tx);
    }
    if (!names.contains(name)) {
      return;
    }
    if (after.isPresent() && after.get().isPending()) {
      seePending(tx, name, before, after.get());
    } else if (wasPending) {
      leaveQueue(tx, name);
      if (after.isPresent()) {
        tx.set(assumed.get(name), Optional.empty());
        tx.set(nominated.get(name), Optional.empty());
      } else {
        nominate(tx, name, Optional.empty());
      }
    }
  }

  private void seePending(
      Transaction tx, int name, Optional<PriorityPod> before, PriorityPod after) {
    if (before.isEmpty()) {
      queue.put(tx, name, Place.ACTIVE);
    }
    if (tx.get(assumed.get(name)).isEmpty()
        && !before.flatMap(PriorityPod::nominated).equals(after.nominated())) {
      nominate(tx, name, after.nominated());
    }
  }

  /// Takes a pod out of the queue; one that is being scheduled or bound is seen to there.
  private void leaveQueue(Transaction tx, int name) {
    if (!queue.isAt(tx, name, Place.IN_FLIGHT)) {
      queue.put(tx, name, Place.NOWHERE);
    }
  }

  /// Keeps in mind what a pod is nominated for. Where it no longer is, others may fit.
  void nominate(Transaction tx, int name, Optional<Integer> node) {
    var before = tx.get(nominated.get(name));
    tx.set(nominated.get(name), node);
    if (before.isPresent() && !before.equals(node) && bug != Bug.MISSES_NOMINATIONS) {
      queue.moveAll(tx);
    }
  }
}
