package dev.plimsoll.cluster.scheduler.queue;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.List;
import java.util.stream.IntStream;

/// Where pods wait to be scheduled, by name. An event moves those that are unschedulable; one that
/// comes while a pod is being scheduled is kept for it. Every event is taken to help every pod.
///
/// Source: `pkg/scheduler/internal/queue/scheduling_queue.go` (`Add`, `Pop`,
/// `AddUnschedulableIfNotPresent`, `MoveAllToActiveOrBackoffQueue`, `flushBackoffQCompleted`),
/// v1.30. Events in flight are one bit, as `moveRequestCycle` is.
///
/// @param places by name
/// @param event whether there was an event since the scheduling cycle began
/// @param keepsEvents whether such an event counts
record SchedulingQueue(List<Cell<Place>> places, Cell<Boolean> event, boolean keepsEvents) {

  /// Where a pod is.
  enum Place {
    /// In no queue.
    NOWHERE,
    /// To be scheduled, the highest priority first.
    ACTIVE,
    /// To be scheduled after a while.
    BACKOFF,
    /// To be scheduled after an event.
    UNSCHEDULABLE,
    /// Popped, and being scheduled or bound.
    IN_FLIGHT
  }

  SchedulingQueue {
    places = List.copyOf(places);
  }

  Place place(State state, int name) {
    return state.get(places.get(name));
  }

  boolean isAt(State state, int name, Place place) {
    return place(state, name) == place;
  }

  void put(Transaction tx, int name, Place place) {
    tx.set(places.get(name), place);
  }

  /// Names at a place, ascending.
  List<Integer> at(State state, Place place) {
    return IntStream.range(0, places.size())
        .filter(name -> isAt(state, name, place))
        .boxed()
        .toList();
  }

  /// Takes out a pod to be scheduled.
  void pop(Transaction tx, int name) {
    put(tx, name, Place.IN_FLIGHT);
    tx.set(event, false);
  }

  /// Puts back a pod for which no node was found.
  void putBack(Transaction tx, int name) {
    put(tx, name, tx.get(event) && keepsEvents ? Place.BACKOFF : Place.UNSCHEDULABLE);
  }

  /// Has pods tried again.
  void moveAll(Transaction tx) {
    tx.set(event, true);
    at(tx, Place.UNSCHEDULABLE).forEach(name -> put(tx, name, Place.BACKOFF));
  }

  /// Has a pod tried that has waited long enough after it failed.
  void endBackoff(Transaction tx, int name) {
    tx.require(isAt(tx, name, Place.BACKOFF));
    put(tx, name, Place.ACTIVE);
  }
}
