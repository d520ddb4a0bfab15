package dev.plimsoll.network.proxy;

import static dev.plimsoll.network.proxy.TableRules.comment;

import dev.plimsoll.kubernetes.address.Family;

/// The chains that are there on every node, whatever its Services.
///
/// Follows pkg/proxy/iptables/proxier.go, `syncProxyRules`, v1.30 to v1.34.
final class FixedChains {

  static final String SERVICES = "KUBE-SERVICES";
  static final String EXTERNAL_SERVICES = "KUBE-EXTERNAL-SERVICES";
  static final String NODE_PORTS = "KUBE-NODEPORTS";
  static final String PROXY_FIREWALL = "KUBE-PROXY-FIREWALL";
  static final String MARK_MASQ = "KUBE-MARK-MASQ";
  private static final String FORWARD = "KUBE-FORWARD";
  private static final String FIREWALL = "KUBE-FIREWALL";
  private static final String POSTROUTING = "KUBE-POSTROUTING";

  private FixedChains() {}

  /// Declares all of them, and fills those that no Service adds to.
  static void open(ProxyConfig config, TableRules filter, TableRules nat) {
    filter.declare(SERVICES);
    filter.declare(EXTERNAL_SERVICES);
    filter.declare(FORWARD);
    filter.declare(NODE_PORTS);
    filter.declare(PROXY_FIREWALL);
    firewall(config, filter);
    forward(config, filter);
    nat.declare(SERVICES);
    nat.declare(NODE_PORTS);
    nat.declare(POSTROUTING);
    nat.declare(MARK_MASQ);
    masquerade(config, nat);
  }

  /// Node ports at 127.0.0.1 need route_localnet; this keeps others from using it (CVE-2020-8558).
  private static void firewall(ProxyConfig config, TableRules filter) {
    if (config.localhostNodePorts() && config.family() == Family.IPV4) {
      filter.declare(FIREWALL);
      filter.add(
          FIREWALL,
          comment("block incoming localnet connections"),
          "-d 127.0.0.0/8 ! -s 127.0.0.0/8",
          "-m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP");
    }
  }

  private static void forward(ProxyConfig config, TableRules filter) {
    if (!config.conntrackTcpLiberal()) {
      filter.add(
          FORWARD,
          "-m conntrack --ctstate INVALID",
          config.release().packetCounters()
              ? "-m nfacct --nfacct-name ct_state_invalid_dropped_pkts"
              : "",
          "-j DROP");
    }
    var mark = config.masqueradeMark();
    filter.add(
        FORWARD,
        comment("kubernetes forwarding rules"),
        "-m mark --mark " + mark + "/" + mark + " -j ACCEPT");
    filter.add(
        FORWARD,
        comment("kubernetes forwarding conntrack rule"),
        "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT");
  }

  private static void masquerade(ProxyConfig config, TableRules nat) {
    var mark = config.masqueradeMark();
    nat.add(POSTROUTING, "-m mark ! --mark " + mark + "/" + mark + " -j RETURN");
    nat.add(POSTROUTING, "-j MARK --xor-mark " + mark);
    nat.add(
        POSTROUTING,
        comment("kubernetes service traffic requiring SNAT"),
        "-j MASQUERADE",
        config.masqueradeRandomFully() ? "--random-fully" : "");
    nat.add(MARK_MASQ, "-j MARK --or-mark " + mark);
  }

  /// The jump to the node ports, which comes after all Services.
  static void close(ProxyConfig config, TableRules nat) {
    var note =
        comment("kubernetes service nodeports; NOTE: this must be the last rule in this chain");
    var loopbackIsOffered = config.localhostNodePorts() && config.family() == Family.IPV4;
    switch (config.nodePortAddresses()) {
      case NodePortAddresses.All() ->
          nat.add(
              SERVICES,
              note,
              "-m addrtype --dst-type LOCAL",
              loopbackIsOffered ? "" : "! -d " + loopback(config.family()),
              "-j " + NODE_PORTS);
      case NodePortAddresses.Listed(var addresses) ->
          addresses.stream()
              .filter(address -> loopbackIsOffered || !address.isLoopback())
              .forEach(address -> nat.add(SERVICES, note, "-d " + address, "-j " + NODE_PORTS));
    }
  }

  private static String loopback(Family family) {
    return switch (family) {
      case IPV4 -> "127.0.0.0/8";
      case IPV6 -> "::1/128";
    };
  }
}
