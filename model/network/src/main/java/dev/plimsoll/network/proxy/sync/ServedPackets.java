package dev.plimsoll.network.proxy.sync;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.network.proxy.ProxiedNode;
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

  private static final Endpoint CLIENT = new Endpoint(ProxiedNode.FIRST.pod(200), 40_000);

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
    return ProxiedNode.FIRST.kernel(tables.dump(), History.NONE);
  }

  /// Whether each of these, and nothing else, gets an equal share, but for the kernel's rounding.
  boolean isEvenlyAmong(List<String> destinations) {
    return shares.keySet().equals(Set.copyOf(destinations))
        && shares.values().stream()
            .allMatch(share -> Math.abs(share - 1.0 / destinations.size()) < 1e-6);
  }
}
