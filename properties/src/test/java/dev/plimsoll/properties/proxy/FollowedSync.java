package dev.plimsoll.properties.proxy;

import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.network.proxy.RestoreInput;
import dev.plimsoll.network.proxy.proxier.KernelTables;
import dev.plimsoll.network.proxy.proxier.Proxier;
import dev.plimsoll.network.proxy.proxier.Sync;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A sync of the real kube-proxy, and ours after the same changes to Services and slices.
///
/// @param recorded the real one
/// @param ours ours
/// @param tables what our syncs have written so far
record FollowedSync<R extends ProxySync>(R recorded, Sync ours, KernelTables tables) {

  /// The chains that the kernel has by itself; the jumps in them are not written by restores.
  private static final Set<String> BUILT_IN =
      Set.of(
          "filter INPUT",
          "filter FORWARD",
          "filter OUTPUT",
          "nat PREROUTING",
          "nat INPUT",
          "nat OUTPUT",
          "nat POSTROUTING");

  /// Of all syncs whose outcome does not depend on the order of a Go map; others are followed all
  /// the same.
  static List<FollowedSync<RecordedSync>> corpus() {
    var certain = Set.copyOf(Recordings.corpus());
    return Recordings.cases().stream()
        .flatMap(syncs -> follow(syncs).stream())
        .filter(sync -> certain.contains(sync.recorded()))
        .toList();
  }

  /// The syncs of one proxy, in order.
  static <R extends ProxySync> List<FollowedSync<R>> follow(List<R> syncs) {
    var found = new ArrayList<FollowedSync<R>>();
    // The recorder's sync period was 0, and in one case the first sync depends on a map's order.
    var proxier = Proxier.started(syncs.getFirst().config(), Duration.ZERO);
    var time = Instant.EPOCH;
    var tables = KernelTables.EMPTY;
    var natChains = Set.<String>of();
    var before = new Manifests(List.of(), List.of());
    for (var sync : syncs) {
      var now = sync.manifests();
      var told = told(proxier, before, now);
      switch (sync.unrecorded()) {
        case NOTHING -> {}
        case SYNC -> {
          var unrecorded = told.sync(natChains, time);
          tables = restored(sync, tables, unrecorded);
          told = unrecorded.succeeded();
          natChains = sync.natChains();
        }
        case FAILURE -> told = told.sync(natChains, time).failed();
      }
      var ours = told.sync(natChains, time);
      tables = restored(sync, tables, ours);
      found.add(new FollowedSync<>(sync, ours, tables));
      proxier = ours.succeeded();
      time = time.plusSeconds(1);
      natChains = sync.natChains();
      before = now;
    }
    return found;
  }

  private static KernelTables restored(ProxySync recorded, KernelTables tables, Sync ours) {
    var restored = tables.restore(ours.input());
    if (!restored.succeeded()) {
      throw new AssertionError(recorded + " is not taken by the kernel");
    }
    return restored.tables();
  }

  /// Where our text for `iptables-restore` says something else than the real one's.
  Optional<String> writesOtherwise() {
    return difference(
        WrittenChains.parse(recorded.restore()), WrittenChains.parse(ours.input().text()));
  }

  /// Where the tables hold something else afterwards than the real ones: with comments, and with
  /// the chains of no use that a large cluster keeps for a while, but without empty ones.
  Optional<String> holdsOtherwise() {
    var expected = WrittenChains.parse(recorded.save()).withoutEmptyChains();
    expected.chains().keySet().removeAll(BUILT_IN);
    var actual = new RestoreInput(tables.filter(), tables.nat()).text();
    return difference(expected, WrittenChains.parse(actual).withoutEmptyChains());
  }

  private Optional<String> difference(WrittenChains expected, WrittenChains actual) {
    return actual.equals(expected)
        ? Optional.empty()
        : Optional.of(recorded + ": " + expected.firstDifference(actual));
  }

  /// What an informer tells that sees all objects again: the proxy finds out which have changed.
  private static Proxier told(Proxier proxier, Manifests before, Manifests now) {
    var told = proxier;
    for (var service : gone(before.services(), now.services())) {
      told = told.serviceDeleted(service.metadata());
    }
    for (var slice : gone(before.endpointSlices(), now.endpointSlices())) {
      told = told.sliceDeleted(slice);
    }
    for (var service : now.services()) {
      told = told.serviceUpdated(service);
    }
    for (var slice : now.endpointSlices()) {
      told = told.sliceUpdated(slice);
    }
    return told;
  }

  private static <T extends KubernetesObject> List<T> gone(List<T> before, List<T> now) {
    var names = now.stream().map(FollowedSync::name).collect(Collectors.toSet());
    return before.stream().filter(object -> !names.contains(name(object))).toList();
  }

  private static String name(KubernetesObject object) {
    return object.metadata().namespacedName();
  }
}
