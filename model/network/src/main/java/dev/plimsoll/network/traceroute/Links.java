package dev.plimsoll.network.traceroute;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.topology.Device;
import dev.plimsoll.network.topology.Mac;
import dev.plimsoll.network.topology.NetworkNamespace;
import dev.plimsoll.network.topology.RoutingTable.Route;
import dev.plimsoll.network.topology.Topology;
import dev.plimsoll.network.traceroute.Datagram.Content;
import java.util.Optional;

/// What is below IP: cards and the segments that join them, pairs, bridges and tunnels.
///
/// That a walk ends is what the time to live is for; how many there are is limited.
final class Links {

  /// The number of arrivals at a device, over all walks.
  static final int MOST_ARRIVALS = 20_000;

  /// What is sent on with a VLAN's tag may be as much longer: `is_skb_forwardable`.
  private static final int VLAN_TAG = 4;

  /// The bytes that a frame in a tunnel is longer than its IP packet, without the outer IP header:
  /// Ethernet, VXLAN, UDP.
  private static final int TUNNEL_HEADERS = 14 + 8 + 8;

  private static final int TUNNEL_SOURCE_PORT = 50_000;

  private final Topology topology;
  private final Exploration stack;
  private final Filter filter;
  private int arrivals;

  Links(Topology topology, Exploration stack, Filter filter) {
    this.topology = topology;
    this.stack = stack;
    this.filter = filter;
  }

  /// Hands a packet to a neighbour by a device.
  void transmit(Walk walk, NetworkNamespace at, Route route, Address to) {
    var device = at.device(route.by());
    var nextHop = route.nextHop(to);
    var mac = topology.resolve(at, device.name(), nextHop);
    if (mac.isEmpty()) {
      stack.end(walk, at, new Fate.Unresolved(nextHop));
      return;
    }
    switch (device) {
      case Device.Ethernet card -> carry(walk, at, card, mac.get());
      case Device.Veth veth -> cross(walk, at, veth, mac.get());
      case Device.Bridge bridge -> bridge(walk, at, bridge.name(), Optional.empty(), mac.get());
      case Device.Vxlan tunnel -> encapsulate(walk, at, tunnel, mac.get());
    }
  }

  private void carry(Walk walk, NetworkNamespace at, Device.Ethernet card, Mac to) {
    var segment = topology.segment(card.segment());
    var through = walk.through(segment.mtu());
    if (walk.datagram().largest() > segment.mtu()) {
      stack.end(through, at, new Fate.Lost(segment.name() + " carries at most " + segment.mtu()));
      return;
    }
    var target = topology.namespaces().get(to.namespace());
    if (target == null
        || target
            .find(to.device())
            .filter(
                device ->
                    device instanceof Device.Ethernet other
                        && other.segment().equals(card.segment()))
            .isEmpty()) {
      stack.end(through, at, new Fate.Lost("nobody on " + segment.name() + " is " + to));
      return;
    }
    var event = new Event.Carried(segment.name(), to.namespace());
    receive(through.and(Exploration.hop(at, card.name(), event)), target, to.device(), to);
  }

  /// `drivers/net/veth.c`, `veth_xmit`: the other end drops what is longer than it may send itself.
  private void cross(Walk walk, NetworkNamespace at, Device.Veth veth, Mac to) {
    var peer = topology.namespace(veth.peer().namespace());
    var end = peer.device(veth.peer().device());
    if (isTooLong(walk, at, end, peer.name())) {
      return;
    }
    var event = new Event.Crossed(peer.name(), end.name());
    receive(
        walk.through(end.mtu()).and(Exploration.hop(at, veth.name(), event)), peer, end.name(), to);
  }

  private boolean isTooLong(Walk walk, NetworkNamespace at, Device next, String namespace) {
    if (walk.datagram().largest() <= next.mtu() + VLAN_TAG) {
      return false;
    }
    var why = "%s of %s takes at most %d".formatted(next.name(), namespace, next.mtu());
    stack.end(walk.through(next.mtu()), at, new Fate.Lost(why));
    return true;
  }

  /// `drivers/net/vxlan/vxlan_core.c`, `vxlan_xmit_one`; DF of the outer packet is not set.
  private void encapsulate(Walk walk, NetworkNamespace at, Device.Vxlan tunnel, Mac to) {
    var node = tunnel.fdb().get(to);
    if (node == null) {
      stack.end(walk, at, new Fate.Lost(tunnel.name() + " does not know the node of " + to));
      return;
    }
    var inner = walk.datagram();
    var overhead = TUNNEL_HEADERS + (node.family() == Family.IPV4 ? 20 : 40);
    var packet =
        Packet.first(
            IpProtocol.UDP,
            new Endpoint(tunnel.local(), TUNNEL_SOURCE_PORT),
            new Endpoint(node, Device.Vxlan.PORT),
            new Arrival.Made());
    var frame = new Content.Frame(tunnel.vni(), to, inner);
    var outer = Datagram.sent(packet, inner.largest() + overhead, false, frame);
    var event = new Event.Encapsulated(outer.tuple(), tunnel.vni(), outer.length());
    stack.made(
        walk.with(outer).and(Exploration.hop(at, tunnel.name(), event)).inTunnel(overhead), at);
  }

  /// A frame arrives at a device.
  private void receive(Walk walk, NetworkNamespace at, String device, Mac to) {
    if (++arrivals > MOST_ARRIVALS) {
      stack.end(walk, at, new Fate.Undecided("more than %d hops".formatted(MOST_ARRIVALS)));
      return;
    }
    if (at.device(device) instanceof Device.Veth port && port.bridge().isPresent()) {
      switched(walk, at, port, port.bridge().get(), to);
    } else if (to.equals(at.mac(device))) {
      stack.input(walk, at, device);
    } else {
      stack.end(walk, at, new Fate.Lost("the frame is for " + to));
    }
  }

  /// A frame comes to a bridge by one of its ports. With `bridge-nf-call-iptables` it passes
  /// netfilter there, and when its destination is rewritten to an address behind the same bridge it
  /// stays on it: `br_netfilter_hooks.c`, `br_nf_pre_routing_finish`.
  private void switched(Walk walk, NetworkNamespace at, Device.Veth port, String bridge, Mac to) {
    var isForHost = to.equals(at.mac(bridge));
    if (!at.filtersBridged() || !at.tracks()) {
      if (isForHost) {
        stack.input(walk, at, bridge);
      } else {
        bridge(walk, at, bridge, Optional.of(port), to);
      }
      return;
    }
    var before = walk.datagram().packet().destination();
    var arrival = new Arrival.Received(Optional.of(bridge));
    for (var passed : filter.pass(walk, at, arrival, bridge)) {
      var destination = passed.walk().datagram().packet().destination();
      var isRewritten = !destination.equals(before);
      var stays =
          at.routes().lookup(destination.address()).filter(it -> it.by().equals(bridge)).isPresent()
              && !passed.isLocal();
      if (isRewritten && stays) {
        var mac = topology.resolve(at, bridge, destination.address());
        if (mac.isEmpty()) {
          stack.end(passed.walk(), at, new Fate.Unresolved(destination.address()));
        } else {
          bridge(passed.walk(), at, bridge, Optional.of(port), mac.get());
        }
      } else if (isForHost || isRewritten) {
        stack.goOn(passed, at);
      } else {
        bridge(passed.walk(), at, bridge, Optional.of(port), to);
      }
    }
  }

  /// `net/bridge/br_forward.c`, `should_deliver`.
  private void bridge(
      Walk walk, NetworkNamespace at, String bridge, Optional<Device.Veth> in, Mac to) {
    var out = at.ports(bridge).stream().filter(port -> port.peer().equals(to)).findFirst();
    if (out.isEmpty()) {
      stack.end(walk, at, new Fate.Lost("nobody at the ports of %s is %s".formatted(bridge, to)));
      return;
    }
    var port = out.get();
    if (in.filter(port::equals).isPresent() && !port.hairpin()) {
      var why = "it came by the port %s, which is not in hairpin mode".formatted(port.name());
      stack.end(walk, at, new Fate.Lost(why));
      return;
    }
    if (isTooLong(walk, at, port, at.name())) {
      return;
    }
    var event = new Event.Bridged(in.map(Device.Veth::name), port.name());
    cross(walk.through(port.mtu()).and(Exploration.hop(at, bridge, event)), at, port, to);
  }
}
