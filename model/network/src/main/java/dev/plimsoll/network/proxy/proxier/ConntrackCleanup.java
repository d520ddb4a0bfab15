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
import java.util.stream.Stream;

/// Entries of the kernel's connection tracking that kube-proxy deletes after a sync.
///
/// Rules decide about the first packet of a connection; what follows goes by its entry. UDP has no
/// end of a connection, so that a client which keeps sending would never be sent elsewhere. Only
/// entries of UDP are deleted.
///
/// Follows pkg/proxy/conntrack/cleanup.go, `CleanStaleEntries`, and
/// pkg/proxy/endpointschangetracker.go, `detectStaleConntrackEntries`, v1.30.
public sealed interface ConntrackCleanup {

  /// Of all connections to an address: `conntrack -D --orig-dst IP -p udp`.
  ///
  /// @param serviceIp which a Service has or had
  record ServiceIp(Address serviceIp) implements ConntrackCleanup {}

  /// Of all connections to a port: `conntrack -D -p udp --dport PORT`.
  ///
  /// @param nodePort of a Service
  record NodePort(int nodePort) implements ConntrackCleanup {}

  /// Of connections to an address that went to an endpoint:
  /// `conntrack -D --orig-dst IP --dst-nat ENDPOINT -p udp`.
  ///
  /// @param serviceIp of a Service
  /// @param endpoint that it has no more
  record ServiceIpNat(Address serviceIp, Address endpoint) implements ConntrackCleanup {}

  /// Of connections to a port that went to an endpoint:
  /// `conntrack -D -p udp --dport PORT --dst-nat ENDPOINT`.
  ///
  /// @param nodePort of a Service
  /// @param endpoint that it has no more
  record NodePortNat(int nodePort, Address endpoint) implements ConntrackCleanup {}

  /// What is to be deleted when endpoints have changed: entries that keep clients from a Service
  /// which had no endpoint, and entries that lead to endpoints which are gone.
  ///
  /// @param ports all service ports after the change
  /// @param before the endpoints of each, before
  /// @param after likewise, after
  /// @param deletedUdpClusterIps cluster IPs that lost a UDP port
  static Set<ConntrackCleanup> of(
      Collection<ServicePortInfo> ports,
      Map<ServicePortName, List<ProxyEndpoint>> before,
      Map<ServicePortName, List<ProxyEndpoint>> after,
      Set<Address> deletedUdpClusterIps) {
    var cleanups = new LinkedHashSet<ConntrackCleanup>();
    deletedUdpClusterIps.forEach(address -> cleanups.add(new ServiceIp(address)));
    for (var port : ports) {
      if (port.name().protocol() == Protocol.UDP) {
        var old = serving(before.getOrDefault(port.name(), List.of()));
        var now = after.getOrDefault(port.name(), List.of());
        if (old.isEmpty() && !serving(now).isEmpty()) {
          addresses(port).forEach(address -> cleanups.add(new ServiceIp(address)));
          if (port.nodePort() != 0) {
            cleanups.add(new NodePort(port.nodePort()));
          }
        }
        var texts = now.stream().map(ProxyEndpoint::toString).toList();
        old.stream()
            .filter(endpoint -> !texts.contains(endpoint.toString()))
            .forEach(endpoint -> toEndpoint(port, endpoint.address(), cleanups));
      }
    }
    return cleanups;
  }

  private static List<ProxyEndpoint> serving(List<ProxyEndpoint> endpoints) {
    return endpoints.stream().filter(ProxyEndpoint::serving).toList();
  }

  private static void toEndpoint(
      ServicePortInfo port, Address endpoint, Set<ConntrackCleanup> cleanups) {
    if (port.nodePort() != 0) {
      cleanups.add(new NodePortNat(port.nodePort(), endpoint));
    }
    addresses(port).forEach(address -> cleanups.add(new ServiceIpNat(address, endpoint)));
  }

  private static Stream<Address> addresses(ServicePortInfo port) {
    return Stream.of(
            Stream.of(port.clusterIp()),
            port.externalIps().stream(),
            port.loadBalancerVips().stream())
        .flatMap(addresses -> addresses);
  }
}
