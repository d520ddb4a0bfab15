package dev.plimsoll.cluster.endpointslice;

import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.endpointslice.SliceCall.Create;
import dev.plimsoll.cluster.endpointslice.SliceCall.Delete;
import dev.plimsoll.cluster.endpointslice.SliceCall.Reuse;
import dev.plimsoll.cluster.endpointslice.SliceCall.Update;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /// The calls of a sync, in order; none if nothing is to be done.
  ///
  /// @param existing slices of the Service by name, in the order in which they are looked at
  /// @param wanted endpoints by pod
  List<SliceCall> reconcile(
      Map<Integer, EndpointSlice> existing, SortedMap<Integer, Endpoint> wanted) {
    var left = new TreeMap<>(wanted);
    var kept = new LinkedHashMap<Integer, List<Endpoint>>();
    var gone = new ArrayList<Integer>();
    existing.forEach(
        (name, slice) -> {
          var keeps = keep(slice, left);
          if (keeps.isEmpty()) {
            gone.add(name);
          } else {
            kept.put(name, keeps);
          }
        });
    var created = new ArrayList<EndpointSlice>();
    fillChanged(existing, kept, left);
    while (left.size() >= most) {
      created.add(slice(filled(List.of(), left)));
    }
    fillUnchanged(existing, kept, left);
    if (!left.isEmpty()) {
      created.add(slice(filled(List.of(), left)));
    }
    if (existing.size() == gone.size() && created.isEmpty()) {
      if (gone.size() == 1 && existing.get(gone.getFirst()).endpoints().isEmpty()) {
        return List.of();
      }
      created.add(slice(List.of()));
    }
    return calls(existing, kept, gone, created);
  }

  private static List<Endpoint> keep(EndpointSlice slice, SortedMap<Integer, Endpoint> left) {
    return slice.endpoints().stream()
        .flatMap(each -> Optional.ofNullable(left.remove(each.pod())).stream())
        .toList();
  }

  /// Fills slices that change anyway, the fullest first.
  private void fillChanged(
      Map<Integer, EndpointSlice> existing,
      Map<Integer, List<Endpoint>> kept,
      SortedMap<Integer, Endpoint> left) {
    kept.keySet().stream()
        .filter(name -> !kept.get(name).equals(existing.get(name).endpoints()))
        .sorted(byLength(kept).reversed())
        .toList()
        .forEach(name -> kept.put(name, filled(kept.get(name), left)));
  }

  /// Fills the fullest of those slices that have room for all that is left.
  private void fillUnchanged(
      Map<Integer, EndpointSlice> existing,
      Map<Integer, List<Endpoint>> kept,
      SortedMap<Integer, Endpoint> left) {
    kept.keySet().stream()
        .filter(name -> kept.get(name).equals(existing.get(name).endpoints()))
        .filter(name -> kept.get(name).size() + left.size() <= most)
        .max(byLength(kept))
        .ifPresent(name -> kept.put(name, filled(kept.get(name), left)));
  }

  private static Comparator<Integer> byLength(Map<Integer, List<Endpoint>> kept) {
    return Comparator.comparingInt(name -> kept.get(name).size());
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
      Map<Integer, EndpointSlice> existing,
      Map<Integer, List<Endpoint>> kept,
      List<Integer> gone,
      List<EndpointSlice> created) {
    var reused = new ArrayList<SliceCall>();
    var deleted = new ArrayList<SliceCall>();
    for (var name : gone) {
      var uidOfSlice = existing.get(name).meta().uid();
      if (!created.isEmpty()) {
        reused.add(new Reuse(name, uidOfSlice, created.removeLast()));
      } else {
        deleted.add(new Delete(name, uidOfSlice));
      }
    }
    var updated =
        kept.keySet().stream()
            .filter(name -> !kept.get(name).equals(existing.get(name).endpoints()))
            .map(name -> update(name, existing.get(name), kept.get(name)));
    return Stream.of(created.stream().map(Create::new), updated, reused.stream(), deleted.stream())
        .<SliceCall>flatMap(each -> each)
        .toList();
  }

  private static SliceCall update(int name, EndpointSlice read, List<Endpoint> endpoints) {
    return new Update(name, read, read.with(endpoints));
  }

  private EndpointSlice slice(List<Endpoint> endpoints) {
    return new EndpointSlice(Meta.NEW, number, endpoints);
  }
}
