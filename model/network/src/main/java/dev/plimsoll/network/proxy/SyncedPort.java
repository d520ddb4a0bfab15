package dev.plimsoll.network.proxy;

import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.address.Address;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// A service port together with the endpoints it has, and what follows from both.
///
/// Follows pkg/proxy/iptables/proxier.go, `syncProxyRules`, v1.30.
///
/// @param info the port
/// @param known all its endpoints, sorted by their text
/// @param endpoints those that packets may go to, by category
public record SyncedPort(
    ServicePortInfo info, List<ProxyEndpoint> known, EndpointCategories endpoints) {

  /// Every service port that the proxy offers, sorted by name.
  ///
  /// @param services all of the cluster, or those the proxy has heard of
  /// @param slices likewise
  /// @param config the node
  public static List<SyncedPort> of(
      Collection<Service> services, Collection<EndpointSlice> slices, ProxyConfig config) {
    return of(
        ServicePortInfo.of(services, config.family()),
        ProxyEndpoint.of(slices, config.family(), config.nodeName()),
        config);
  }

  /// These service ports with what is known of their endpoints.
  ///
  /// @param ports in the order of the result
  /// @param endpoints of each port that has any
  /// @param config the node
  public static List<SyncedPort> of(
      Collection<ServicePortInfo> ports,
      Map<ServicePortName, List<ProxyEndpoint>> endpoints,
      ProxyConfig config) {
    return ports.stream()
        .map(
            info -> {
              var known = endpoints.getOrDefault(info.name(), List.of());
              return new SyncedPort(info, known, EndpointCategories.of(info, known, config));
            })
        .toList();
  }

  /// Whether some node has an endpoint that packets may go to.
  public boolean hasEndpoints() {
    return endpoints.hasEndpoints();
  }

  /// Whether this node can send packets for the cluster IP anywhere.
  public boolean hasInternalEndpoints() {
    return hasEndpoints() && !(info.internalPolicyLocal() && endpoints.local().isEmpty());
  }

  /// Whether this node can send packets from outside anywhere.
  public boolean hasExternalEndpoints() {
    return hasEndpoints() && !(info.externalPolicyLocal() && endpoints.local().isEmpty());
  }

  /// The chain for packets to the cluster IP.
  String internalChain() {
    return info.internalPolicyLocal()
        ? info.name().localPolicyChain()
        : info.name().clusterPolicyChain();
  }

  /// The chain for packets from outside.
  String externalPolicyChain() {
    return info.externalPolicyLocal()
        ? info.name().localPolicyChain()
        : info.name().clusterPolicyChain();
  }

  boolean usesExternalChain() {
    return hasEndpoints() && info.externallyAccessible();
  }

  /// Whether clients of load balancer addresses are told by their address.
  public boolean usesFirewall() {
    return hasEndpoints()
        && !info.loadBalancerVips().isEmpty()
        && !info.loadBalancerSourceRanges().isEmpty();
  }

  /// The match of packets to this port at an address.
  String matches(Address address) {
    return transport() + " -d " + address + " --dport " + info.port();
  }

  /// The match of the port's transport.
  String transport() {
    var protocol = info.name().protocol().lowerCase();
    return "-m " + protocol + " -p " + protocol;
  }
}
