package dev.plimsoll.network.traceroute;

import dev.plimsoll.network.netfilter.conntrack.Tuple;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.topology.RoutingTable.Route;
import java.util.List;
import java.util.Optional;

/// What happens to a packet at a hop.
public sealed interface Event {

  /// A process has sent it.
  ///
  /// @param length of the IP packet, in bytes
  record Sent(Tuple packet, int length) implements Event {}

  /// Rules of netfilter were met, or its connection says how it is rewritten.
  ///
  /// @param rules that matched, in order
  /// @param connected whether it is of a connection that is known here
  record Filtered(List<Step> rules, boolean connected, Tuple before, Tuple after) implements Event {

    /// Copies the list.
    public Filtered {
      rules = List.copyOf(rules);
    }

    /// Whether an end of the packet was rewritten.
    public boolean isRewritten() {
      return !before.equals(after);
    }
  }

  /// A route was found.
  record Routed(Route route) implements Event {}

  /// A bridge sends it out by a port.
  ///
  /// @param in the port that it came by; none if it comes from the bridge's own host
  record Bridged(Optional<String> in, String out) implements Event {}

  /// It goes to the other end of a veth pair.
  record Crossed(String namespace, String device) implements Event {}

  /// It goes over the network that joins hosts.
  record Carried(String segment, String to) implements Event {}

  /// It is put into a packet of a tunnel.
  ///
  /// @param length of the outer packet, in bytes
  record Encapsulated(Tuple outer, int vni, int length) implements Event {}

  /// It is taken out again.
  record Decapsulated(int vni) implements Event {}

  /// It is cut.
  record Fragmented(int pieces, int mtu) implements Event {}

  /// A load balancer, or a router, hands it to a node.
  record Balanced(String by, String node, Tuple after) implements Event {}

  /// A proxy of HTTP has decided whom to ask.
  record Decided(String what) implements Event {}
}
