package dev.plimsoll.network.proxy.proxier;

import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.proxy.ServicePortInfo;
import dev.plimsoll.network.proxy.ServicePortName;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The service ports that a proxy offers, and the Services that it has heard of since its last
/// sync.
///
/// A change that is taken back before the sync counts for nothing.
///
/// Follows pkg/proxy/servicechangetracker.go, v1.30.
///
/// @param applied the ports that the last sync has seen
/// @param pending the ports of each Service that differs from that, by `namespace/name`; none where
///     it is gone
public record KnownServices(
    SortedMap<ServicePortName, ServicePortInfo> applied,
    SortedMap<String, List<ServicePortInfo>> pending) {

  /// What a new proxy knows.
  public static final KnownServices NONE = new KnownServices(new TreeMap<>(), new TreeMap<>());

  /// What a sync takes up.
  ///
  /// @param after nothing pending any more
  /// @param changed the Services that were pending
  /// @param deletedUdpClusterIps the cluster IPs that lost a UDP port
  record Update(KnownServices after, Set<String> changed, Set<Address> deletedUdpClusterIps) {}

  /// Copies the maps.
  public KnownServices {
    applied = Collections.unmodifiableSortedMap(new TreeMap<>(applied));
    pending = Collections.unmodifiableSortedMap(new TreeMap<>(pending));
  }

  /// A Service was created or changed.
  KnownServices updated(Service service, Family family) {
    return with(service.metadata(), ServicePortInfo.of(List.of(service), family));
  }

  /// A Service was deleted.
  KnownServices deleted(ObjectMeta service) {
    return with(service, List.of());
  }

  private KnownServices with(ObjectMeta service, List<ServicePortInfo> ports) {
    var name = service.namespacedName();
    var others = new TreeMap<>(pending);
    if (portsOf(name).equals(ports)) {
      others.remove(name);
    } else {
      others.put(name, ports);
    }
    return new KnownServices(applied, others);
  }

  private List<ServicePortInfo> portsOf(String service) {
    return applied.values().stream().filter(i -> i.name().service().equals(service)).toList();
  }

  Update update() {
    var ports = new TreeMap<>(applied);
    var deleted = new LinkedHashSet<Address>();
    for (Map.Entry<String, List<ServicePortInfo>> change : pending.entrySet()) {
      var names = change.getValue().stream().map(ServicePortInfo::name).toList();
      for (var before : portsOf(change.getKey())) {
        if (!names.contains(before.name())) {
          ports.remove(before.name());
          if (before.name().protocol() == Protocol.UDP) {
            deleted.add(before.clusterIp());
          }
        }
      }
      change.getValue().forEach(port -> ports.put(port.name(), port));
    }
    return new Update(new KnownServices(ports, new TreeMap<>()), pending.keySet(), deleted);
  }
}
