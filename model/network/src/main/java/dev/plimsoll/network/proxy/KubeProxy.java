package dev.plimsoll.network.proxy;

import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.Service;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// kube-proxy in iptables mode: what it writes for the Services that it knows.
///
/// Follows pkg/proxy/iptables/proxier.go, `syncProxyRules`, v1.30 to v1.34.
public final class KubeProxy {

  private KubeProxy() {}

  /// A full sync: all rules for all Services, sorted by Service. (kube-proxy takes them in the
  /// random order of a Go map, which no packet can tell.)
  ///
  /// @param services all of the cluster, or those the proxy has heard of
  /// @param slices likewise
  /// @param config the node
  public static RestoreInput sync(
      Collection<Service> services, Collection<EndpointSlice> slices, ProxyConfig config) {
    return sync(SyncedPort.of(services, slices, config), config, port -> true, Set.of());
  }

  /// A sync that leaves out chains which are as they should be. The chains that are not a
  /// Service's own are always written.
  ///
  /// @param ports all that the proxy offers, in the order in which they are written
  /// @param config the node
  /// @param isWritten whether a service port's own chains are written
  /// @param existing the chains of the nat table: those made for a service port that no port needs
  ///     any more are deleted
  public static RestoreInput sync(
      List<SyncedPort> ports,
      ProxyConfig config,
      Predicate<ServicePortName> isWritten,
      Set<String> existing) {
    var isLarge = isLargeCluster(ports, config);
    var filter = new TableRules();
    var nat = new TableRules();
    var skipped = new TableRules();
    FixedChains.open(config, filter, nat);
    for (var port : ports) {
      new ServiceEntries(port, config, filter, nat).write();
      var chains = isWritten.test(port.info().name()) ? nat : skipped;
      new ServiceChains(port, config, isLarge, chains).write();
    }
    FixedChains.close(config, nat);
    var stale = new TreeSet<>(existing);
    stale.removeIf(chain -> !ServicePortName.isServiceChain(chain));
    stale.removeAll(nat.chains().keySet());
    stale.removeAll(skipped.chains().keySet());
    return new RestoreInput(filter.chains(), nat.chains(), stale);
  }

  /// Whether there are so many endpoints that the proxy saves space and time.
  public static boolean isLargeCluster(List<SyncedPort> ports, ProxyConfig config) {
    return config
        .largeClusterMode()
        .isOn(ports.stream().mapToInt(port -> port.known().size()).sum());
  }
}
