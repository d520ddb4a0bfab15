package dev.plimsoll.cluster.scheduler.queue;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.scheduler.queue.SchedulingQueue.Place;
import java.util.List;
import java.util.Optional;

/// What a scheduler does, one pod at a time, and beside it the binding of those that it has found a
/// node for.
///
/// Source: `pkg/scheduler/schedule_one.go` (`schedulingCycle`, `bindingCycle`,
/// `handleBindingCycleError`, `handleSchedulingFailure`), v1.30.
///
/// @param names of the pods that it is responsible for
/// @param room what it takes nodes to have left
/// @param attempt what is left to do for a pod for which there was no node
/// @param tookRoom whether it has taken room that was kept for another pod
/// @param preemption who must go where there is no room
/// @param bug what it gets wrong
record QueueingScheduler(
    Resource<PriorityPod> pods,
    List<Integer> names,
    NodeRoom room,
    SchedulingQueue queue,
    SchedulerEvents events,
    Cell<Optional<Attempt>> attempt,
    Cell<Boolean> tookRoom,
    Preemption preemption,
    Bug bug) {

  QueueingScheduler {
    names = List.copyOf(names);
  }

  /// Takes the most important pod that waits, and assumes it to be on a node where it fits, the
  /// nominated one if it can; or looks whom it could preempt.
  void schedule(Transaction tx) {
    tx.require(attempt, Optional.empty());
    var active = queue.at(tx, Place.ACTIVE);
    var most = active.stream().mapToInt(name -> room.priority(name)).max().orElse(0);
    int pod = tx.choose(active.stream().filter(name -> room.priority(name) == most).toList());
    queue.pop(tx, pod);
    var feasible = room.feasible(tx, pod);
    if (feasible.isEmpty() || preemption.isNeedless(tx, pod)) {
      tx.set(attempt, Optional.of(tx.choose(preemption.attempts(tx, pod))));
      return;
    }
    var nominated = tx.get(room.nominated().get(pod)).filter(feasible::contains);
    int node = nominated.isPresent() ? nominated.get() : tx.choose(feasible);
    tx.set(tookRoom, room.isKeptForAnother(tx, pod, node));
    tx.set(room.assumed().get(pod), Optional.of(node));
    if (nominated.isPresent()) {
      tx.set(room.nominated().get(pod), Optional.empty()); // the room is taken as it was kept
    } else {
      events.nominate(tx, pod, Optional.empty());
    }
  }

  /// Binds a pod to the node where it is assumed to be.
  void bind(Transaction tx, int name) {
    tx.require(isBeingBound(tx, name));
    var node = tx.get(room.assumed().get(name));
    var mayBeBound = pods.is(tx, name, pod -> pod.isPending() || bug == Bug.BINDS_ANYHOW);
    if (node.isPresent() && mayBeBound) {
      pods.patch(tx, name, pod -> pod.boundTo(node.get(), order(tx)));
      queue.put(tx, name, Place.NOWHERE);
    } else {
      forget(tx, name);
    }
  }

  /// Is told that a binding was not made.
  void failToBind(Transaction tx) {
    int name = tx.choose(names);
    tx.require(isBeingBound(tx, name));
    forget(tx, name);
  }

  /// Is told that a binding was not made, which was.
  void loseAnswer(Transaction tx) {
    int name = tx.choose(names);
    tx.require(isBeingBound(tx, name) && pods.is(tx, name, PriorityPod::isPending));
    var node = tx.get(room.assumed().get(name));
    pods.patch(tx, name, pod -> node.map(to -> pod.boundTo(to, order(tx))).orElse(pod));
    forget(tx, name);
  }

  private int order(Transaction tx) {
    return 1 + pods.list(tx).stream().mapToInt(PriorityPod::started).max().orElse(0);
  }

  private boolean isBeingBound(Transaction tx, int name) {
    return queue.isAt(tx, name, Place.IN_FLIGHT)
        && tx.get(attempt).filter(each -> each.pod() == name).isEmpty();
  }

  /// No longer counts a pod that could not be bound, which may help others; tries it again later,
  /// and nominates it for no node.
  private void forget(Transaction tx, int name) {
    if (bug != Bug.KEEPS_FAILED) {
      tx.set(room.assumed().get(name), Optional.empty());
    }
    queue.moveAll(tx);
    var isPending = room.pods().is(tx, name, PriorityPod::isPending);
    queue.put(tx, name, isPending ? Place.BACKOFF : Place.NOWHERE);
    pods.patch(tx, name, pod -> pod.isPending() ? pod.nominatedFor(Optional.empty()) : pod);
  }

  /// Deletes the next pod that is in the way.
  void deleteVictim(Transaction tx) {
    var current = tx.get(attempt);
    tx.require(current.isPresent() && !current.get().victims().isEmpty());
    pods.delete(tx, current.get().victims().getFirst());
    tx.set(attempt, Optional.of(current.get().withoutVictim()));
  }

  /// Takes back a nomination of less priority for the same node.
  void displace(Transaction tx) {
    var current = tx.get(attempt);
    tx.require(current.isPresent() && current.get().victims().isEmpty());
    tx.require(!current.get().displaced().isEmpty());
    pods.patch(
        tx,
        current.get().displaced().getFirst(),
        pod -> pod.isPending() ? pod.nominatedFor(Optional.empty()) : pod);
    tx.set(attempt, Optional.of(current.get().withoutDisplaced()));
  }

  /// Puts a pod back for which there was no node, and says what it is nominated for.
  void putBack(Transaction tx) {
    var current = tx.get(attempt);
    tx.require(current.isPresent() && current.get().victims().isEmpty());
    tx.require(current.get().displaced().isEmpty());
    var name = current.get().pod();
    tx.set(attempt, Optional.empty());
    var pod = room.pods().get(tx, name).filter(PriorityPod::isPending);
    if (pod.isEmpty()) {
      queue.put(tx, name, Place.NOWHERE);
      return;
    }
    queue.putBack(tx, name);
    var nomination = current.get().nomination().orElse(pod.get().nominated());
    events.nominate(tx, name, nomination);
    pods.patch(tx, name, held -> held.isPending() ? held.nominatedFor(nomination) : held);
  }
}
