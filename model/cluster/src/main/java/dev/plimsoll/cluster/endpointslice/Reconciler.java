package dev.plimsoll.cluster.endpointslice;

import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.endpointslice.SliceCall.Create;
import dev.plimsoll.cluster.endpointslice.SliceCall.Delete;
import dev.plimsoll.cluster.endpointslice.SliceCall.Reuse;
import dev.plimsoll.cluster.endpointslice.SliceCall.Update;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What is to be done so that the slices of a Service have the endpoints that are wanted: an
/// endpoint that is wanted stays where it is; what is left fills slices that change anyway, then
/// one that has room, then new ones. All endpoints have the same ports.
///
/// Source: `staging/src/k8s.io/endpointslice/reconciler.go` (`reconcileByAddressType`,
/// `reconcileByPortMapping`, `finalize`), v1.30.
///
/// @param number of the Service
/// @param most endpoints in a slice (`maxEndpointsPerSlice`)
record Reconciler(int number, int most) {

  /// A slice that there is.
  ///
  /// @param was as it is known
  /// @param keeps the endpoints that it is to have
  record Existing(int name, EndpointSlice was, List<Endpoint> keeps) {

    static Existing of(int name, EndpointSlice slice) {
      return new Existing(name, slice, slice.endpoints());
    }

    boolean isChanged() {
      return !keeps.equals(was.endpoints());
    }

    Existing keeping(List<Endpoint> endpoints) {
      return new Existing(name, was, endpoints);
    }
  }

  private static final Comparator<Existing> BY_LENGTH =
      Comparator.comparingInt(each -> each.keeps().size());

  /// The calls of a sync, in order; none if nothing is to be done.
  ///
  /// @param existing slices of the Service, in the order in which they are looked at
  /// @param wanted endpoints by pod
  List<SliceCall> reconcile(List<Existing> existing, SortedMap<Integer, Endpoint> wanted) {
    var left = new TreeMap<>(wanted);
    var kept = new ArrayList<Existing>();
    var gone = new ArrayList<Existing>();
    for (var slice : existing) {
      var keeps =
          slice.was().endpoints().stream()
              .flatMap(each -> Optional.ofNullable(left.remove(each.pod())).stream())
              .toList();
      (keeps.isEmpty() ? gone : kept).add(slice.keeping(keeps));
    }
    var created = new ArrayList<EndpointSlice>();
    fillChanged(kept, left);
    while (left.size() >= most) {
      created.add(slice(filled(List.of(), left)));
    }
    fillUnchanged(kept, left);
    if (!left.isEmpty()) {
      created.add(slice(filled(List.of(), left)));
    }
    if (kept.isEmpty() && created.isEmpty()) {
      if (gone.size() == 1 && gone.getFirst().was().endpoints().isEmpty()) {
        return List.of();
      }
      created.add(slice(List.of()));
    }
    return calls(kept, gone, created);
  }

  /// Fills slices that change anyway, the fullest first.
  private void fillChanged(List<Existing> kept, SortedMap<Integer, Endpoint> left) {
    kept.stream()
        .filter(Existing::isChanged)
        .sorted(BY_LENGTH.reversed())
        .toList()
        .forEach(each -> fill(kept, each, left));
  }

  /// Fills the fullest of those slices that have room for all that is left.
  private void fillUnchanged(List<Existing> kept, SortedMap<Integer, Endpoint> left) {
    kept.stream()
        .filter(each -> !each.isChanged() && each.keeps().size() + left.size() <= most)
        .max(BY_LENGTH)
        .ifPresent(each -> fill(kept, each, left));
  }

  private void fill(List<Existing> kept, Existing slice, SortedMap<Integer, Endpoint> left) {
    kept.set(kept.indexOf(slice), slice.keeping(filled(slice.keeps(), left)));
  }

  private List<Endpoint> filled(List<Endpoint> has, SortedMap<Integer, Endpoint> left) {
    var all = new ArrayList<>(has);
    while (!left.isEmpty() && all.size() < most) {
      all.add(left.pollFirstEntry().getValue());
    }
    return all;
  }

  /// Those that are to be created take the place of those that are to be deleted.
  private static List<SliceCall> calls(
      List<Existing> kept, List<Existing> gone, List<EndpointSlice> created) {
    var reused = new ArrayList<SliceCall>();
    var deleted = new ArrayList<SliceCall>();
    for (var slice : gone) {
      var uid = slice.was().meta().uid();
      if (created.isEmpty()) {
        deleted.add(new Delete(slice.name(), uid));
      } else {
        reused.add(new Reuse(slice.name(), uid, created.removeLast()));
      }
    }
    var updated =
        kept.stream()
            .filter(Existing::isChanged)
            .map(each -> new Update(each.name(), each.was(), each.was().with(each.keeps())));
    return Stream.of(created.stream().map(Create::new), updated, reused.stream(), deleted.stream())
        .<SliceCall>flatMap(each -> each)
        .toList();
  }

  private EndpointSlice slice(List<Endpoint> endpoints) {
    return new EndpointSlice(Meta.NEW, number, endpoints);
  }
}
