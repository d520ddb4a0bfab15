package dev.plimsoll.cluster.endpointslice;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Source;
import java.util.List;
import java.util.Optional;

/// What the controller has made of slices, by which it knows that its cache is behind. Content
/// stands for `metadata.generation`: nobody else changes slices.
///
/// Source: `staging/src/k8s.io/endpointslice/util/endpointslice_tracker.go`, v1.30.
///
/// @param tracked by name of the slice
record EndpointSliceTracker(List<Cell<Optional<Tracked>>> tracked) {

  /// What is known of a slice.
  ///
  /// @param slice as it was written; empty where it was deleted
  record Tracked(int service, Optional<EndpointSlice> slice) {}

  EndpointSliceTracker {
    tracked = List.copyOf(tracked);
  }

  /// Whether the cache is known to be behind (`StaleSlices`).
  boolean isStale(State state, Source<EndpointSlice> known, int service) {
    for (var name = 0; name < tracked.size(); name++) {
      var held = state.get(tracked.get(name)).filter(each -> each.service() == service);
      if (held.isPresent() && !held.get().slice().equals(known.get(state, name))) {
        return true;
      }
    }
    return false;
  }

  /// A slice was written, or deleted (`Update`, `ExpectDeletion`).
  void written(Transaction tx, int name, int service, Optional<EndpointSlice> slice) {
    tx.set(tracked.get(name), Optional.of(new Tracked(service, slice)));
  }

  /// A slice is seen to have gone (`HandleDeletion`).
  void gone(Transaction tx, int name, EndpointSlice was) {
    tx.update(
        tracked.get(name),
        held ->
            held.flatMap(Tracked::slice)
                .filter(slice -> slice.meta().uid() != was.meta().uid())
                .flatMap(slice -> held));
  }

  /// Whether anything is known of a slice.
  boolean has(State state, int name) {
    return state.get(tracked.get(name)).isPresent();
  }

  /// Whether anything is known of the slices of a Service.
  boolean hasOf(State state, int service) {
    return tracked.stream()
        .anyMatch(each -> state.get(each).filter(it -> it.service() == service).isPresent());
  }

  /// A Service has gone (`DeleteService`).
  void forget(Transaction tx, int service) {
    tracked.forEach(each -> tx.update(each, held -> held.filter(it -> it.service() != service)));
  }
}
