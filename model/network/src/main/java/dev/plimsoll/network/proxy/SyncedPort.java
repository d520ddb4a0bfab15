package dev.plimsoll.network.proxy;

import dev.plimsoll.kubernetes.IpAddress;

/// A service port together with the endpoints it has, and what follows from both.
///
/// Follows pkg/proxy/iptables/proxier.go, `syncProxyRules`, v1.30.
///
/// @param info the port
/// @param endpoints its endpoints, by category
record SyncedPort(ServicePortInfo info, EndpointCategories endpoints) {

  boolean hasEndpoints() {
    return endpoints.hasEndpoints();
  }

  boolean hasInternalEndpoints() {
    return hasEndpoints() && !(info.internalPolicyLocal() && endpoints.local().isEmpty());
  }

  boolean hasExternalEndpoints() {
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

  boolean usesFirewall() {
    return hasEndpoints()
        && !info.loadBalancerVips().isEmpty()
        && !info.loadBalancerSourceRanges().isEmpty();
  }

  /// The match of packets to this port at an address.
  String matches(IpAddress address) {
    return transport() + " -d " + address + " --dport " + info.port();
  }

  /// The match of the port's transport.
  String transport() {
    var protocol = info.name().protocol().lowerCase();
    return "-m " + protocol + " -p " + protocol;
  }
}
