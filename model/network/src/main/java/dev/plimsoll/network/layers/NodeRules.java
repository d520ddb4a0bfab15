package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.kubernetes.workload.PodNetwork.ContainerPort;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.text.Loading;
import dev.plimsoll.network.netfilter.text.Loading.Existing;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.ProxyConfig;
import java.util.List;

/// What netfilter of a node holds: rules of kube-proxy, flannel and the portmap plugin.
///
/// Each comes after what was there, but for those that portmap puts before flannel's.
final class NodeRules {

  private NodeRules() {}

  static RuleSet of(Machine machine, Blocks blocks, ClusterObjects objects, List<Sandbox> pods) {
    var detector = new LocalDetector.PodCidr(blocks.pods());
    var config = ProxyConfig.of(machine.name(), machine.address(), detector);
    var text = KubeProxy.sync(objects.services(), objects.slices(), config).dump();
    var rules = Dump.parse("kube-proxy of " + machine.name(), text).load();
    if (machine.podCidr().isPresent()) {
      rules = with(rules, flannel(blocks.pods(), machine.podCidr().get()));
    }
    return with(rules, portmap(pods, machine.address().family()));
  }

  private static RuleSet with(RuleSet rules, String text) {
    return Loading.checked(rules, Dump.parse(rules.source(), text), Existing.KEPT);
  }

  /// `pkg/trafficmngr/iptables/iptables.go`, `masqRules` and `forwardRules`, of one network.
  private static String flannel(Prefix cluster, Prefix own) {
    var multicast = cluster.family() == Family.IPV4 ? "224.0.0.0/4" : "ff00::/8";
    return """
    *filter
    :FLANNEL-FWD - [0:0]
    -A FORWARD -m comment --comment "flanneld forward" -j FLANNEL-FWD
    -A FLANNEL-FWD -s CLUSTER -m comment --comment "flanneld forward" -j ACCEPT
    -A FLANNEL-FWD -d CLUSTER -m comment --comment "flanneld forward" -j ACCEPT
    COMMIT
    *nat
    :FLANNEL-POSTRTG - [0:0]
    -A POSTROUTING -m comment --comment "flanneld masq" -j FLANNEL-POSTRTG
    -A FLANNEL-POSTRTG -m mark --mark 0x4000/0x4000 -j RETURN
    -A FLANNEL-POSTRTG -s OWN -d CLUSTER -j RETURN
    -A FLANNEL-POSTRTG -s CLUSTER -d OWN -j RETURN
    -A FLANNEL-POSTRTG ! -s CLUSTER -d OWN -j RETURN
    -A FLANNEL-POSTRTG -s CLUSTER ! -d MULTICAST -j MASQUERADE --random-fully
    -A FLANNEL-POSTRTG ! -s CLUSTER -d CLUSTER -j MASQUERADE --random-fully
    COMMIT
    """
        .replace("CLUSTER", cluster.toString())
        .replace("OWN", own.toString())
        .replace("MULTICAST", multicast);
  }

  /// `plugins/meta/portmap/portmap.go`, with `snat` on as it is by default. What leads to a pod is
  /// in a chain of the pod's own, whose name is a hash there and a number here.
  private static String portmap(List<Sandbox> pods, Family family) {
    var text = new StringBuilder("*nat\n");
    var mapped = pods.stream().filter(pod -> !hostPorts(pod).isEmpty()).toList();
    if (!mapped.isEmpty()) {
      text.append(
          """
          :CNI-HOSTPORT-DNAT - [0:0]
          :CNI-HOSTPORT-MASQ - [0:0]
          :CNI-HOSTPORT-SETMARK - [0:0]
          -A PREROUTING -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT
          -A OUTPUT -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT
          -I POSTROUTING -m comment --comment "CNI portfwd requiring masquerade" \
          -j CNI-HOSTPORT-MASQ
          -A CNI-HOSTPORT-MASQ -m mark --mark 0x2000/0x2000 -j MASQUERADE
          -A CNI-HOSTPORT-SETMARK -m comment --comment "CNI portfwd masquerade mark" \
          -j MARK --set-xmark 0x2000/0x2000
          """);
    }
    for (var i = 0; i < mapped.size(); i++) {
      appendChain(text, mapped.get(i), "CNI-DN-" + (i + 1), family);
    }
    return text.append("COMMIT\n").toString();
  }

  private static List<ContainerPort> hostPorts(Sandbox pod) {
    return pod.isOfNode()
        ? List.of()
        : pod.ports().stream().filter(port -> port.hostPort().isPresent()).toList();
  }

  private static void appendChain(StringBuilder text, Sandbox pod, String chain, Family family) {
    text.append(":%s - [0:0]\n".formatted(chain));
    for (var port : hostPorts(pod)) {
      var protocol = port.protocol().lowerCase();
      var at = port.hostPort().orElseThrow();
      text.append(
          "-A CNI-HOSTPORT-DNAT -p %s -m multiport --dports %d -j %s\n"
              .formatted(protocol, at, chain));
      var isOther = port.hostIp().filter(ip -> ip.family() != family).isPresent();
      if (!isOther) {
        var ip = port.hostIp().map(it -> "-d " + it + " ").orElse("");
        var rule = "-A %s %s-p %s --dport %d".formatted(chain, ip, protocol, at);
        text.append("%s -s %s -j CNI-HOSTPORT-SETMARK\n".formatted(rule, pod.network()));
        if (family == Family.IPV4) {
          text.append("%s -s 127.0.0.1 -j CNI-HOSTPORT-SETMARK\n".formatted(rule));
        }
        var to = pod.address().withPort(port.port());
        text.append("%s -j DNAT --to-destination %s\n".formatted(rule, to));
      }
    }
  }
}
