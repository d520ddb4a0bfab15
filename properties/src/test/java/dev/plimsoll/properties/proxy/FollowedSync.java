package dev.plimsoll.properties.proxy;

import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.network.proxy.proxier.KernelTables;
import dev.plimsoll.network.proxy.proxier.Proxier;
import dev.plimsoll.network.proxy.proxier.Sync;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A sync of the real kube-proxy, and ours after the same changes to Services and slices.
///
/// @param recorded the real one
/// @param ours ours
/// @param tables what our syncs have written so far
record FollowedSync(RecordedSync recorded, Sync ours, KernelTables tables) {

  /// Of all syncs whose outcome does not depend on the order of a Go map; others are followed all
  /// the same.
  static List<FollowedSync> corpus() {
    var certain = Set.copyOf(Recordings.corpus());
    return Recordings.cases().stream()
        .flatMap(syncs -> follow(syncs).stream())
        .filter(sync -> certain.contains(sync.recorded()))
        .toList();
  }

  private static List<FollowedSync> follow(List<RecordedSync> syncs) {
    var found = new ArrayList<FollowedSync>();
    // The recorder's sync period was 0, and in one case the first sync depends on a map's order.
    var proxier = Proxier.started(syncs.getFirst().config(), Duration.ZERO);
    var time = Instant.EPOCH;
    var tables = KernelTables.EMPTY;
    var natChains = Set.<String>of();
    var before = new Manifests(List.of(), List.of());
    for (var sync : syncs) {
      var now = sync.manifests();
      var ours = told(proxier, before, now).sync(natChains, time);
      var restored = tables.restore(ours.input());
      if (!restored.succeeded()) {
        throw new AssertionError(sync + " is not taken by the kernel");
      }
      tables = restored.tables();
      found.add(new FollowedSync(sync, ours, tables));
      proxier = ours.succeeded();
      time = time.plusSeconds(1);
      natChains = sync.natChains();
      before = now;
    }
    return found;
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
