package dev.plimsoll.network.proxy.proxier;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.EndpointPort;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Service;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The EndpointSlices that a proxy goes by, and those that it has heard of since its last sync.
///
/// Unlike of a Service, a change that is taken back before the sync still counts as one. A slice
/// that is given to another Service stays with the first, too: kube-proxy looks at the new label
/// only.
///
/// Follows pkg/proxy/endpointslicecache.go, v1.30.
///
/// @param applied those that the last sync has seen, as far as kube-proxy reads them
/// @param pending what was heard since; empty for a slice that is gone
public record KnownSlices(
    SortedMap<Key, EndpointSlice> applied, SortedMap<Key, Optional<EndpointSlice>> pending) {

  /// What a new proxy knows.
  public static final KnownSlices NONE = new KnownSlices(new TreeMap<>(), new TreeMap<>());

  private static final Comparator<Key> KEYS =
      Comparator.comparing(Key::service).thenComparing(Key::slice);

  /// Which slice of which Service.
  ///
  /// @param service `namespace/name`
  /// @param slice its name
  public record Key(String service, String slice) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return KEYS.compare(this, other);
    }
  }

  /// Copies the maps.
  public KnownSlices {
    applied = Collections.unmodifiableSortedMap(new TreeMap<>(applied));
    pending = Collections.unmodifiableSortedMap(new TreeMap<>(pending));
  }

  /// A slice was created or changed.
  KnownSlices updated(EndpointSlice slice) {
    return heard(slice, Optional.of(seen(slice)));
  }

  /// A slice was deleted.
  KnownSlices deleted(EndpointSlice slice) {
    return heard(slice, Optional.empty());
  }

  private KnownSlices heard(EndpointSlice slice, Optional<EndpointSlice> now) {
    if (slice.serviceName().isEmpty()) {
      return this;
    }
    var metadata = slice.metadata();
    var key = new Key(metadata.namespace() + "/" + slice.serviceName(), metadata.name());
    var before = pending.getOrDefault(key, Optional.ofNullable(applied.get(key)));
    if (before.equals(now)) {
      return this;
    }
    var changes = new TreeMap<>(pending);
    changes.put(key, now);
    return new KnownSlices(applied, changes);
  }

  /// With what is pending applied.
  KnownSlices update() {
    var slices = new TreeMap<>(applied);
    for (Map.Entry<Key, Optional<EndpointSlice>> change : pending.entrySet()) {
      change
          .getValue()
          .ifPresentOrElse(
              slice -> slices.put(change.getKey(), slice), () -> slices.remove(change.getKey()));
    }
    return new KnownSlices(slices, new TreeMap<>());
  }

  /// Whether any slice of a Service is pending.
  boolean isChanged(String service) {
    return pending.keySet().stream().anyMatch(key -> key.service().equals(service));
  }

  /// A slice without what makes no difference to kube-proxy.
  private static EndpointSlice seen(EndpointSlice slice) {
    var metadata = slice.metadata();
    return new EndpointSlice(
        ObjectMeta.of(metadata.namespace(), metadata.name())
            .withLabels(Map.of(Service.NAME_LABEL, slice.serviceName())),
        slice.addressType(),
        slice.endpoints().stream()
            .map(KnownSlices::seen)
            .sorted(Comparator.comparing(endpoint -> String.join(",", endpoint.addresses())))
            .toList(),
        slice.ports().stream().sorted(Comparator.comparingInt(KnownSlices::number)).toList());
  }

  private static int number(EndpointPort port) {
    return Objects.requireNonNullElse(port.port(), 0);
  }

  private static Endpoint seen(Endpoint endpoint) {
    var conditions = endpoint.conditions();
    return new Endpoint(
        endpoint.addresses(),
        new Endpoint.Conditions(
            !Boolean.FALSE.equals(conditions.ready()),
            !Boolean.FALSE.equals(conditions.serving()),
            Boolean.TRUE.equals(conditions.terminating())),
        endpoint.nodeName(),
        endpoint.zone(),
        List.copyOf(new TreeSet<>(endpoint.zoneHints())),
        List.copyOf(new TreeSet<>(endpoint.nodeHints())));
  }
}
