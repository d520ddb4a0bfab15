package dev.plimsoll.network.proxy;

import static dev.plimsoll.network.proxy.FixedChains.EXTERNAL_SERVICES;
import static dev.plimsoll.network.proxy.FixedChains.NODE_PORTS;
import static dev.plimsoll.network.proxy.FixedChains.PROXY_FIREWALL;
import static dev.plimsoll.network.proxy.FixedChains.SERVICES;
import static dev.plimsoll.network.proxy.TableRules.comment;

import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;

/// Where packets to a service port enter its chains, or are refused for want of endpoints.
///
/// Follows pkg/proxy/iptables/proxier.go, `syncProxyRules`, v1.30 to v1.34.
record ServiceEntries(SyncedPort port, ProxyConfig config, TableRules filter, TableRules nat) {

  void write() {
    clusterIp();
    for (var address : port.info().externalIps()) {
      external(address, "external IP", port.info().name().externalChain());
    }
    for (var address : port.info().loadBalancerVips()) {
      loadBalancer(address);
    }
    nodePort();
    healthCheck();
  }

  private void clusterIp() {
    var clusterIp = port.info().clusterIp();
    if (port.hasInternalEndpoints()) {
      nat.add(
          SERVICES,
          comment(port.info().name() + " cluster IP"),
          port.matches(clusterIp),
          "-j " + port.internalChain());
    } else {
      filter.add(SERVICES, refusalComment(), port.matches(clusterIp), refusal());
    }
  }

  private void external(Address address, String what, String chain) {
    if (port.hasEndpoints()) {
      nat.add(
          SERVICES, comment(port.info().name() + " " + what), port.matches(address), "-j " + chain);
    }
    if (!port.hasExternalEndpoints()) {
      filter.add(EXTERNAL_SERVICES, refusalComment(), port.matches(address), refusal());
    }
  }

  private void loadBalancer(Address address) {
    var name = port.info().name();
    external(
        address,
        "loadbalancer IP",
        port.usesFirewall() ? name.firewallChain() : name.externalChain());
    if (port.usesFirewall()) {
      filter.add(
          PROXY_FIREWALL,
          comment(name + " traffic not accepted by " + name.firewallChain()),
          port.matches(address),
          "-j DROP");
    }
  }

  private void nodePort() {
    var info = port.info();
    if (info.nodePort() == 0) {
      return;
    }
    var destination = "--dport " + info.nodePort();
    var note = "-m comment --comment " + info.name();
    var onward = "-j " + info.name().externalChain();
    if (port.hasEndpoints() && countsLocalhost()) {
      nat.add(
          NODE_PORTS,
          note,
          port.transport(),
          "-d 127.0.0.0/8",
          destination,
          "-m nfacct --nfacct-name localhost_nps_accepted_pkts",
          onward);
    }
    if (port.hasEndpoints()) {
      nat.add(NODE_PORTS, note, port.transport(), destination, onward);
    }
    if (!port.hasExternalEndpoints()) {
      filter.add(
          EXTERNAL_SERVICES,
          refusalComment(),
          "-m addrtype --dst-type LOCAL",
          port.transport(),
          destination,
          refusal());
    }
  }

  /// Whether packets to node ports at 127.0.0.1 are counted, which newer modes do not offer.
  private boolean countsLocalhost() {
    return config.localhostNodePorts()
        && config.family() == Family.IPV4
        && config.release().packetCounters();
  }

  private void healthCheck() {
    var healthCheck = port.info().healthCheckNodePort();
    if (healthCheck != 0) {
      var tcp = Protocol.TCP.lowerCase();
      filter.add(
          NODE_PORTS,
          comment(port.info().name() + " health check node port"),
          "-m " + tcp + " -p " + tcp + " --dport " + healthCheck + " -j ACCEPT");
    }
  }

  /// A Service without endpoints refuses; one whose endpoints are elsewhere is silent, so that a
  /// client tries another node.
  private String refusal() {
    return port.hasEndpoints() ? "-j DROP" : "-j REJECT";
  }

  private String refusalComment() {
    return comment(
        port.info().name()
            + (port.hasEndpoints() ? " has no local endpoints" : " has no endpoints"));
  }
}
