package dev.plimsoll.network.proxy.sync;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.network.proxy.RestoreInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Where the packets of a pod to a Service go under a node's rules.
///
/// @param shares the probability of each destination, `10.244.0.1:80`
/// @param refused the probability of an error in answer
public record ServedPackets(Map<String, Double> shares, double refused) {

  private static final Node NODE =
      new Node(
          List.of(
              InterfaceAddress.parse("192.168.0.2/24@eth0"),
              InterfaceAddress.parse("10.244.0.254/24@cni0")),
          List.of());

  private static final Endpoint CLIENT = Endpoint.parse("10.244.0.200:40000");

  /// The first packet of a TCP connection from a pod of the node to port 80 of a cluster IP.
  public static ServedPackets to(Address clusterIp, RestoreInput tables) {
    return to(IpProtocol.TCP, new Endpoint(clusterIp, 80), tables);
  }

  /// The first packet of a connection from a pod of the node.
  static ServedPackets to(IpProtocol protocol, Endpoint destination, RestoreInput tables) {
    var packet = first(protocol, destination);
    var shares = new TreeMap<String, Double>();
    var refused = 0.0;
    for (var outcome : kernel(tables).outcomes(packet)) {
      var chance = outcome.likelihood().chance();
      if (outcome.verdict() == Verdict.ACCEPT) {
        shares.merge(outcome.destination().toString(), chance, Double::sum);
      } else {
        refused += chance;
      }
    }
    return new ServedPackets(shares, refused);
  }

  /// The first packet of a connection from the pod.
  static Packet first(IpProtocol protocol, Endpoint destination) {
    return Packet.first(protocol, CLIENT, destination, new Arrival.Received(Optional.of("cni0")));
  }

  /// What the node's kernel does with packets under these tables.
  static Traversal kernel(RestoreInput tables) {
    return kernel(Dump.parse("node", tables.dump()).load());
  }

  /// What it does with them under these rules.
  static Traversal kernel(RuleSet rules) {
    return new Traversal(rules, NODE, History.NONE);
  }

  /// Whether each of these, and nothing else, gets an equal share, but for the kernel's rounding.
  boolean isEvenlyAmong(List<String> destinations) {
    return shares.keySet().equals(Set.copyOf(destinations))
        && shares.values().stream()
            .allMatch(share -> Math.abs(share - 1.0 / destinations.size()) < 1e-6);
  }
}
