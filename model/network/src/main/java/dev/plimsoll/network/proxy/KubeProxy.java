package dev.plimsoll.network.proxy;

import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.Service;
import java.util.Collection;

/// kube-proxy in iptables mode: what it writes for the Services that it knows.
///
/// Follows pkg/proxy/iptables/proxier.go, `syncProxyRules`, v1.30.
public final class KubeProxy {

  /// From this many endpoints on, rules are written without the endpoints' comments.
  static final int LARGE_CLUSTER_ENDPOINTS = 1_000;

  private KubeProxy() {}

  /// A full sync: all rules for all Services, sorted by Service. (kube-proxy takes them in the
  /// random order of a Go map, which no packet can tell.)
  ///
  /// @param services all of the cluster, or those the proxy has heard of
  /// @param slices likewise
  /// @param config the node
  public static RestoreInput sync(
      Collection<Service> services, Collection<EndpointSlice> slices, ProxyConfig config) {
    var ports = SyncedPort.of(services, slices, config);
    var total = ports.stream().mapToInt(port -> port.known().size()).sum();
    var filter = new TableRules();
    var nat = new TableRules();
    FixedChains.open(config, filter, nat);
    for (var port : ports) {
      new ServiceEntries(port, filter, nat).write();
      new ServiceChains(port, config, total > LARGE_CLUSTER_ENDPOINTS, nat).write();
    }
    FixedChains.close(config, nat);
    return new RestoreInput(filter.chains(), nat.chains());
  }
}
