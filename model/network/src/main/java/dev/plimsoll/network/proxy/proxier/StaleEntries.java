package dev.plimsoll.network.proxy.proxier;

import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.proxy.ProxyEndpoint;
import dev.plimsoll.network.proxy.ServicePortInfo;
import dev.plimsoll.network.proxy.ServicePortName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which entries of connection tracking a sync leaves behind that must go.
final class StaleEntries {

  private StaleEntries() {}

  /// What is to be deleted when endpoints have changed: entries that keep clients from a Service
  /// which had no endpoint, and entries that lead to endpoints which are gone.
  ///
  /// Follows pkg/proxy/conntrack/cleanup.go, `CleanStaleEntries`, and
  /// pkg/proxy/endpointschangetracker.go, `detectStaleConntrackEntries`, v1.30.
  ///
  /// @param ports all service ports after the change
  /// @param before the endpoints of each, before
  /// @param after likewise, after
  /// @param deletedUdpClusterIps cluster IPs that lost a UDP port
  static Set<ConntrackCleanup> byChange(
      Collection<ServicePortInfo> ports,
      Map<ServicePortName, List<ProxyEndpoint>> before,
      Map<ServicePortName, List<ProxyEndpoint>> after,
      Set<Address> deletedUdpClusterIps) {
    var cleanups = new LinkedHashSet<ConntrackCleanup>();
    deletedUdpClusterIps.forEach(ip -> cleanups.add(new ConntrackCleanup.ServiceIp(ip)));
    for (var port : udp(ports)) {
      var old = serving(before, port);
      if (old.isEmpty() && !serving(after, port).isEmpty()) {
        addPerPlace(
            port, ConntrackCleanup.ServiceIp::new, ConntrackCleanup.NodePort::new, cleanups);
      }
      var texts =
          after.getOrDefault(port.name(), List.of()).stream().map(ProxyEndpoint::toString).toList();
      old.stream()
          .filter(endpoint -> !texts.contains(endpoint.toString()))
          .map(ProxyEndpoint::address)
          .forEach(
              gone ->
                  addPerPlace(
                      port,
                      ip -> new ConntrackCleanup.ServiceIpNat(ip, gone),
                      nodePort -> new ConntrackCleanup.NodePortNat(nodePort, gone),
                      cleanups));
    }
    return cleanups;
  }

  /// What is to be deleted, whatever has changed: entries that lead elsewhere than to an endpoint,
  /// of Services that have any.
  ///
  /// Follows pkg/proxy/conntrack/cleanup.go, `CleanStaleEntries`, v1.32.
  ///
  /// @param ports all service ports
  /// @param endpoints of each
  static Set<ConntrackCleanup> byState(
      Collection<ServicePortInfo> ports, Map<ServicePortName, List<ProxyEndpoint>> endpoints) {
    var cleanups = new LinkedHashSet<ConntrackCleanup>();
    for (var port : udp(ports)) {
      var serving =
          serving(endpoints, port).stream()
              .map(ProxyEndpoint::address)
              .collect(Collectors.toCollection(TreeSet::new));
      if (!serving.isEmpty()) {
        addPerPlace(
            port,
            ip -> new ConntrackCleanup.Unserved(ip, port.port(), serving),
            nodePort -> new ConntrackCleanup.UnservedNodePort(nodePort, serving),
            cleanups);
      }
    }
    return cleanups;
  }

  private static List<ServicePortInfo> udp(Collection<ServicePortInfo> ports) {
    return ports.stream().filter(port -> port.name().protocol() == Protocol.UDP).toList();
  }

  private static List<ProxyEndpoint> serving(
      Map<ServicePortName, List<ProxyEndpoint>> endpoints, ServicePortInfo port) {
    return endpoints.getOrDefault(port.name(), List.of()).stream()
        .filter(ProxyEndpoint::serving)
        .toList();
  }

  private static void addPerPlace(
      ServicePortInfo port,
      Function<Address, ConntrackCleanup> ofAddress,
      Function<Integer, ConntrackCleanup> ofNodePort,
      Set<ConntrackCleanup> cleanups) {
    Stream.of(
            Stream.of(port.clusterIp()),
            port.externalIps().stream(),
            port.loadBalancerVips().stream())
        .flatMap(addresses -> addresses)
        .map(ofAddress)
        .forEach(cleanups::add);
    if (port.nodePort() != 0) {
      cleanups.add(ofNodePort.apply(port.nodePort()));
    }
  }
}
