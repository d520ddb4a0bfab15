package dev.plimsoll.network.proxy;

import dev.plimsoll.checker.value.Word;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Route;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import java.util.List;
import java.util.stream.IntStream;

/// A node of the clusters of models, on which kube-proxy writes the rules: `node-0` at 192.168.0.2
/// by `eth0`, with the pods in 10.244.0.0/24 by `cni0`, and others in turn.
///
/// @param number from 0 to 250
public record ProxiedNode(int number) implements Word {

  /// The node of a cluster that has but one.
  public static final ProxiedNode FIRST = new ProxiedNode(0);

  /// So many nodes.
  public static List<ProxiedNode> first(int count) {
    return IntStream.range(0, count).mapToObj(ProxiedNode::new).toList();
  }

  /// Refuses a node for which there is no address.
  public ProxiedNode {
    if (number < 0 || number > 250) {
      throw new IllegalArgumentException("expected a node of 0 to 250, found " + number);
    }
  }

  /// Its own address.
  public Address address() {
    return Address.parse("192.168.0." + (2 + number));
  }

  /// The address of one of its pods.
  ///
  /// @param host 1 to 253; 254 is the node's own
  public Address pod(int host) {
    return Address.parse("10.244.%d.%d".formatted(number, host));
  }

  /// What its kube-proxy goes by.
  public ProxyConfig config() {
    var pods = new LocalDetector.PodCidr(Prefix.parse(pod(0) + "/24"));
    return ProxyConfig.of(toString(), address(), pods);
  }

  /// What its kernel does with packets.
  ///
  /// @param rules in the form of `iptables-save`
  public Traversal kernel(String rules, History history) {
    return kernel(Dump.parse(toString(), rules).load(), history);
  }

  /// What it does with them where it holds these rules.
  public Traversal kernel(RuleSet rules, History history) {
    var addresses =
        List.of(
            InterfaceAddress.parse(address() + "/24@eth0"),
            InterfaceAddress.parse(pod(254) + "/24@cni0"));
    var node = new Node(addresses, List.of(Route.parse("0.0.0.0/0@eth0")));
    return new Traversal(rules, node, history);
  }

  /// Its name.
  @Override
  public String toString() {
    return "node-" + number;
  }
}
