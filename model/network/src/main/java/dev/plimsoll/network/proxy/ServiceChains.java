package dev.plimsoll.network.proxy;

import static dev.plimsoll.network.proxy.FixedChains.MARK_MASQ;
import static dev.plimsoll.network.proxy.TableRules.comment;

import dev.plimsoll.kubernetes.SessionAffinity;
import java.util.List;
import java.util.Locale;

/// The chains of one service port, in the nat table: firewall, external, policy and endpoint
/// chains.
///
/// Follows pkg/proxy/iptables/proxier.go, `syncProxyRules` and `writeServiceToEndpointRules`,
/// v1.30.
///
/// @param port whose
/// @param config the node
/// @param isLargeCluster whether comments of endpoints are left out to save space
/// @param nat where to
record ServiceChains(SyncedPort port, ProxyConfig config, boolean isLargeCluster, TableRules nat) {

  void write() {
    var name = port.info().name();
    if (!port.endpoints().cluster().isEmpty()) {
      nat.declare(name.clusterPolicyChain());
    }
    if (!port.endpoints().local().isEmpty()) {
      nat.declare(name.localPolicyChain());
    }
    masqueradeInternal();
    if (port.usesExternalChain()) {
      external();
    }
    if (port.usesFirewall()) {
      firewall();
    }
    balance(name.clusterPolicyChain(), port.endpoints().cluster());
    balance(name.localPolicyChain(), port.endpoints().local());
    port.endpoints().reachable().forEach(this::endpoint);
  }

  /// Clients that are not local pods get the node's address, so that answers come back by it.
  private void masqueradeInternal() {
    var others = config.masqueradeAll() ? "" : config.localDetector().ifNotLocal();
    if (port.hasInternalEndpoints()
        && (config.masqueradeAll() || config.localDetector().isImplemented())) {
      nat.add(
          port.internalChain(),
          comment(port.info().name() + " cluster IP"),
          port.matches(port.info().clusterIp()),
          others,
          "-j " + MARK_MASQ);
    }
  }

  private void external() {
    var name = port.info().name();
    var chain = name.externalChain();
    var destinations = name + " external destinations";
    nat.declare(chain);
    if (port.info().externalPolicyLocal()) {
      var toAll = "-j " + name.clusterPolicyChain();
      if (config.localDetector().isImplemented()) {
        nat.add(
            chain,
            comment("pod traffic for " + destinations),
            config.localDetector().ifLocal(),
            toAll);
      }
      var fromNode = "-m addrtype --src-type LOCAL";
      nat.add(
          chain,
          comment("masquerade LOCAL traffic for " + destinations),
          fromNode,
          "-j " + MARK_MASQ);
      nat.add(chain, comment("route LOCAL traffic for " + destinations), fromNode, toAll);
    } else {
      nat.add(chain, comment("masquerade traffic for " + destinations), "-j " + MARK_MASQ);
    }
    if (port.hasExternalEndpoints()) {
      nat.add(chain, "-j " + port.externalPolicyChain());
    }
  }

  /// What falls out of this chain keeps its destination, and the filter table drops it.
  private void firewall() {
    var info = port.info();
    var chain = info.name().firewallChain();
    var note = comment(info.name() + " loadbalancer IP");
    var onward = "-j " + info.name().externalChain();
    nat.declare(chain);
    info.loadBalancerSourceRanges().forEach(range -> nat.add(chain, note, "-s " + range, onward));
    // A node that is admitted may carry the address itself, and then send from it.
    if (info.loadBalancerSourceRanges().stream().anyMatch(r -> r.contains(config.nodeIp()))) {
      info.loadBalancerVips().forEach(vip -> nat.add(chain, note, "-s " + vip, onward));
    }
    nat.add(
        chain,
        comment("other traffic to " + info.name() + " will be dropped by KUBE-PROXY-FIREWALL"));
  }

  /// Clients known by their address stay; others are spread evenly: the i-th of n endpoints takes
  /// 1/(n-i) of what the ones before it left.
  private void balance(String chain, List<ProxyEndpoint> endpoints) {
    if (port.info().sessionAffinity() instanceof SessionAffinity.ClientIp(var seconds)) {
      for (var endpoint : endpoints) {
        var target = endpointChain(endpoint);
        nat.add(
            chain,
            arrow(endpoint),
            "-m recent --name " + target + " --rcheck --seconds " + seconds + " --reap",
            "-j " + target);
      }
    }
    for (var i = 0; i < endpoints.size(); i++) {
      var left = endpoints.size() - i;
      nat.add(
          chain,
          arrow(endpoints.get(i)),
          left == 1 ? "" : "-m statistic --mode random --probability " + probability(left),
          "-j " + endpointChain(endpoints.get(i)));
    }
  }

  private static String probability(int endpoints) {
    return String.format(Locale.ROOT, "%.10f", 1.0 / endpoints);
  }

  private void endpoint(ProxyEndpoint endpoint) {
    var chain = endpointChain(endpoint);
    var note = isLargeCluster ? "" : "-m comment --comment " + port.info().name();
    var remembers = port.info().sessionAffinity() instanceof SessionAffinity.ClientIp;
    nat.declare(chain);
    nat.add(chain, note, "-s " + endpoint.address(), "-j " + MARK_MASQ);
    nat.add(
        chain,
        note,
        remembers ? "-m recent --name " + chain + " --set" : "",
        port.transport(),
        "-j DNAT --to-destination " + endpoint);
  }

  private String arrow(ProxyEndpoint endpoint) {
    return isLargeCluster ? "" : comment(port.info().name() + " -> " + endpoint);
  }

  private String endpointChain(ProxyEndpoint endpoint) {
    return port.info().name().endpointChain(endpoint.toString());
  }
}
