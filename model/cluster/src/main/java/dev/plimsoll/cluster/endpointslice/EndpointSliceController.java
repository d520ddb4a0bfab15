package dev.plimsoll.cluster.endpointslice;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Outcome;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.endpointslice.EndpointSliceModel.Bug;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the controller does for a Service, a call at a time. A sync goes by the caches as they were
/// when it began, and ends with the first call that fails; one that does nothing is none.
///
/// Source: `pkg/controller/endpointslice/endpointslice_controller.go` (`syncService`), v1.30.
///
/// @param slices where calls go
/// @param syncs that go on, by Service
/// @param most endpoints in a slice
record EndpointSliceController(
    Resource<EndpointSlice> slices,
    Informer<Service> services,
    Informer<ServedPod> pods,
    Informer<EndpointSlice> known,
    EndpointSliceTracker tracker,
    List<Cell<Optional<Sync>>> syncs,
    int most,
    Bug bug) {

  /// A sync that goes on.
  ///
  /// @param wanted pods that are to be in slices
  /// @param calls that are yet to be made, at least one
  record Sync(List<Integer> wanted, List<SliceCall> calls) {}

  /// Begins a sync, unless the cache is known to be behind.
  void begin(Transaction tx, int number) {
    tx.require(syncs.get(number), Optional.empty());
    var service = services.get(tx, number);
    tx.require(service.isPresent());
    tx.require(bug == Bug.NO_TRACKER || !tracker.isStale(tx, known, number));
    var wanted = wanted(tx, service.get());
    var endpoints = bug == Bug.LEAVES_CONDITIONS ? asTheyWere(tx, number, wanted) : wanted;
    var calls =
        new Reconciler(number, bug == Bug.IGNORES_MAX ? most + 1 : most)
            .reconcile(existing(tx, number), endpoints);
    tx.require(!calls.isEmpty());
    tx.set(syncs.get(number), Optional.of(new Sync(List.copyOf(wanted.keySet()), calls)));
  }

  /// The slices of a Service as they are known, in any order.
  private List<Reconciler.Existing> existing(Transaction tx, int number) {
    var names = known.names(tx, slice -> slice.service() == number);
    var ordered = names.size() > 1 && tx.chooseWhether() ? names.reversed() : names;
    return ordered.stream()
        .map(name -> Reconciler.Existing.of(name, known.get(tx, name).orElseThrow()))
        .toList();
  }

  private SortedMap<Integer, Endpoint> wanted(State state, Service service) {
    var wanted = new TreeMap<Integer, Endpoint>();
    pods.names(state, pod -> pod.label() == service.selector())
        .forEach(
            name -> {
              var pod = pods.get(state, name).orElseThrow();
              wanted.put(name, Endpoint.of(name, pod, service, bug != Bug.TERMINATING_IS_READY));
            });
    return wanted;
  }

  private SortedMap<Integer, Endpoint> asTheyWere(
      State state, int number, SortedMap<Integer, Endpoint> wanted) {
    var same = new TreeMap<>(wanted);
    known.list(state).stream()
        .filter(slice -> slice.service() == number)
        .flatMap(slice -> slice.endpoints().stream())
        .forEach(each -> same.computeIfPresent(each.pod(), (pod, now) -> each));
    return same;
  }

  /// Makes the next call of a sync.
  void call(Transaction tx, int number) {
    var sync = tx.get(syncs.get(number));
    tx.require(sync.isPresent());
    var calls = sync.get().calls();
    var isOk = call(tx, number, calls.getFirst());
    var rest = calls.subList(1, calls.size());
    tx.set(
        syncs.get(number),
        sync.filter(each -> isOk && !rest.isEmpty()).map(each -> new Sync(each.wanted(), rest)));
  }

  private boolean call(Transaction tx, int number, SliceCall call) {
    return switch (call) {
      case SliceCall.Create(var slice) -> {
        var name = unused(tx);
        slices.create(tx, name, slice);
        yield written(tx, name, number, Outcome.OK);
      }
      case SliceCall.Update(var name, var read, var slice) ->
          written(tx, name, number, slices.update(tx, name, read, slice));
      case SliceCall.Reuse(var name, var uid, var slice) ->
          slices.is(tx, name, it -> it.meta().uid() == uid)
              && written(
                  tx, name, number, slices.patch(tx, name, it -> it.with(slice.endpoints())));
      case SliceCall.Delete(var name, var uid) -> {
        if (slices.delete(tx, name, uid) == Outcome.OK) {
          tracker.written(tx, name, number, Optional.empty());
        }
        yield true;
      }
    };
  }

  /// A name that the controller knows nothing of any more: generated ones are not used again.
  private int unused(Transaction tx) {
    var unused =
        slices.free(tx).stream()
            .filter(name -> known.get(tx, name).isEmpty() && !tracker.has(tx, name))
            .findFirst();
    tx.require(unused.isPresent());
    return unused.orElseThrow();
  }

  private boolean written(Transaction tx, int name, int number, Outcome outcome) {
    if (outcome == Outcome.OK) {
      tracker.written(tx, name, number, slices.get(tx, name));
    }
    return outcome == Outcome.OK;
  }

  /// Forgets a Service that has gone.
  void forget(Transaction tx, int number) {
    tx.require(services.get(tx, number).isEmpty()).require(tracker.hasOf(tx, number));
    tx.require(syncs.get(number), Optional.empty());
    tracker.forget(tx, number);
  }
}
