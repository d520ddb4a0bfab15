package dev.plimsoll.network.traceroute;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.conntrack.Connection;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import dev.plimsoll.network.netfilter.conntrack.Tuple;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.topology.Balancing;
import dev.plimsoll.network.topology.Device;
import dev.plimsoll.network.topology.NetworkNamespace;
import dev.plimsoll.network.topology.NetworkNamespace.Kind;
import dev.plimsoll.network.topology.RoutingTable.Route;
import dev.plimsoll.network.topology.Topology;
import dev.plimsoll.network.traceroute.Datagram.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All ways of one packet, from namespace to namespace: what their stacks of IP do. What is below
/// is [Links].
final class Exploration {

  private final Topology topology;
  private final Optional<Answer> awaited;
  private final List<Ended> ended = new ArrayList<>();
  private final Filter filter = new Filter(ended);
  private final Links links;

  /// What a client waits for.
  ///
  /// @param namespace that the client is in
  /// @param packet that it takes for an answer
  record Answer(String namespace, Tuple packet) {}

  /// @param awaited where the packet is an answer
  Exploration(Topology topology, Optional<Answer> awaited) {
    this.topology = topology;
    this.awaited = awaited;
    links = new Links(topology, this, filter);
  }

  /// Sends a packet.
  List<Ended> from(Walk walk, String namespace) {
    made(walk, topology.namespace(namespace));
    return List.copyOf(ended);
  }

  /// A packet is made by a namespace.
  void made(Walk walk, NetworkNamespace at) {
    for (var passed : filter.pass(walk, at, new Arrival.Made(), "")) {
      if (passed.isLocal()) {
        deliver(passed.walk(), at);
      } else {
        route(passed.walk(), at, true);
      }
    }
  }

  /// A packet has come up from a device.
  void input(Walk walk, NetworkNamespace at, String device) {
    var whole = at.tracks() ? walk.with(walk.datagram().reassembled()) : walk;
    if (at.kind() == Kind.ROUTER) {
      balance(whole, at);
      return;
    }
    var arrival = new Arrival.Received(Optional.of(device));
    for (var passed : filter.pass(whole, at, arrival, device)) {
      goOn(passed, at);
    }
  }

  /// A packet has passed netfilter on its way in.
  void goOn(Filter.Passed passed, NetworkNamespace at) {
    if (passed.isLocal()) {
      deliver(passed.walk(), at);
    } else {
      forward(passed.walk(), at);
    }
  }

  /// `net/ipv4/ip_forward.c`, `ip_forward`.
  private void forward(Walk walk, NetworkNamespace at) {
    if (isLate(walk, at)) {
      return;
    }
    route(walk.with(walk.datagram().aged()), at, false);
  }

  private boolean isLate(Walk walk, NetworkNamespace at) {
    if (!at.forwards()) {
      end(walk, at, new Fate.Lost("it is for another host, and this one sends nothing on"));
      return true;
    }
    if (walk.datagram().ttl() <= 1) {
      end(walk, at, new Fate.Expired());
      return true;
    }
    return false;
  }

  private void route(Walk walk, NetworkNamespace at, boolean isMade) {
    var destination = walk.datagram().packet().destination().address();
    var route = at.routes().lookup(destination);
    if (route.isEmpty()) {
      end(walk, at, new Fate.Unroutable(destination));
      return;
    }
    send(routed(walk, at, route.get()), at, route.get(), destination, isMade);
  }

  private Walk routed(Walk walk, NetworkNamespace at, Route route) {
    return walk.and(hop(at, route.by(), new Event.Routed(route)));
  }

  /// What the router does: load balancers stand there, and answers to them come back.
  private void balance(Walk walk, NetworkNamespace at) {
    var datagram = walk.datagram();
    var balancing =
        topology.balancing(datagram.packet().protocol(), datagram.packet().destination());
    var left = returned(walk, at);
    if (!left.tuple().equals(datagram.tuple())) {
      var event = new Event.Filtered(List.of(), true, datagram.tuple(), left.tuple());
      forward(walk.and(new Hop(Layer.EXTERNAL, at.node(), at.name(), "", event)).with(left), at);
    } else if (at.has(datagram.packet().destination().address())) {
      deliver(walk, at);
    } else if (balancing.isEmpty()) {
      forward(walk, at);
    } else if (balancing.get().targets().isEmpty()) {
      end(walk, at, new Fate.Lost(balancing.get().name() + " has no node that is fit"));
    } else if (!isLate(walk, at)) {
      balancing.get().targets().forEach(target -> handOver(walk, at, balancing.get(), target));
    }
  }

  /// What belongs to a connection that a load balancer knows, as it is on the other side.
  private static Datagram returned(Walk walk, NetworkNamespace at) {
    var datagram = walk.datagram();
    if (datagram.content() instanceof Content.TooBig error) {
      return Filter.restored(walk, at, error);
    }
    return walk.connections(at.name())
        .find(datagram.tuple())
        .map(Tracked::rewritten)
        .map(left -> datagram.from(left.source(), left.destination()))
        .orElse(datagram);
  }

  private void handOver(Walk walk, NetworkNamespace at, Balancing by, Endpoint target) {
    var came = walk.datagram().tuple();
    var left =
        by.rewrites()
            ? new Tuple(
                came.protocol(),
                by.source().map(came.source()::withAddress).orElse(came.source()),
                target)
            : came;
    var node =
        topology.owner(target.address()).map(NetworkNamespace::name).orElse(target.toString());
    var event = new Event.Balanced(by.name(), node, left);
    var handed =
        (by.rewrites() ? connected(walk, at, left) : walk)
            .and(new Hop(Layer.EXTERNAL, at.node(), at.name(), "", event))
            .with(walk.datagram().from(left.source(), left.destination()).aged());
    var route = at.routes().lookup(target.address());
    if (route.isEmpty()) {
      end(handed, at, new Fate.Unroutable(target.address()));
    } else {
      send(routed(handed, at, route.get()), at, route.get(), target.address(), false);
    }
  }

  private static Walk connected(Walk walk, NetworkNamespace at, Tuple left) {
    var datagram = walk.datagram();
    return Connection.opened(datagram.tuple(), left, datagram.packet().tcpFlags())
        .flatMap(walk.connections(at.name())::confirmed)
        .map(table -> walk.knowing(at.name(), table))
        .orElse(walk);
  }

  /// `net/ipv4/ip_output.c`, `ip_finish_output`.
  private void send(Walk walk, NetworkNamespace at, Route route, Address to, boolean isMade) {
    var device = at.device(route.by());
    var mtu = device.mtu();
    var datagram = walk.datagram();
    if (datagram.largest() > mtu) {
      if (mustNotBeCut(datagram, isMade)) {
        var isTunnel = datagram.content() instanceof Content.Frame;
        end(walk.through(mtu), at, new Fate.TooLong(mtu, !isTunnel));
        return;
      }
      var cut = datagram.fragmented(mtu);
      var event = new Event.Fragmented(cut.pieces(), mtu);
      links.transmit(walk.with(cut).and(hop(at, device.name(), event)).through(mtu), at, route, to);
    } else {
      links.transmit(walk.through(mtu), at, route, to);
    }
  }

  /// Routers do not cut IPv6, and Linux not what it puts into a tunnel of IPv6:
  /// `net/ipv6/ip6_output.c`, `ip6_fragment`.
  private static boolean mustNotBeCut(Datagram datagram, boolean isMade) {
    return datagram.dontFragment()
        || (datagram.family() == Family.IPV6
            && (!isMade || datagram.content() instanceof Content.Frame));
  }

  /// A packet is for the namespace itself.
  private void deliver(Walk walk, NetworkNamespace at) {
    switch (walk.datagram().content()) {
      case Content.Frame frame -> decapsulate(walk, at, frame);
      case Content.TooBig _ -> end(walk, at, new Fate.Delivered(at.name()));
      case Content.Data() -> end(walk, at, fate(walk.datagram(), at));
    }
  }

  private void decapsulate(Walk walk, NetworkNamespace at, Content.Frame frame) {
    var tunnel =
        at.devices().stream()
            .filter(device -> device instanceof Device.Vxlan it && it.vni() == frame.vni())
            .findFirst();
    if (tunnel.isEmpty()) {
      end(walk, at, new Fate.Refused(walk.datagram().packet().destination()));
    } else if (!frame.to().equals(at.mac(tunnel.get().name()))) {
      end(walk, at, new Fate.Lost("the frame in the tunnel is for " + frame.to()));
    } else {
      var name = tunnel.get().name();
      var event = new Event.Decapsulated(frame.vni());
      input(walk.with(frame.inner()).and(hop(at, name, event)).inTunnel(0), at, name);
    }
  }

  private Fate fate(Datagram datagram, NetworkNamespace at) {
    var packet = datagram.packet();
    if (awaited.isPresent() && isForClient(datagram, at, awaited.get())) {
      var expected = awaited.get().packet().source();
      return packet.source().equals(expected)
          ? new Fate.Delivered(at.name())
          : new Fate.Strange(packet.source(), expected);
    }
    var listener = at.sockets().at(packet.protocol(), packet.destination().port());
    if (listener.isPresent()) {
      return new Fate.Delivered(listener.get().owner());
    }
    return switch (at.sockets().others()) {
      case CLOSED -> new Fate.Refused(packet.destination());
      case OPEN -> new Fate.Delivered(at.name());
      case UNKNOWN ->
          new Fate.Undecided("not known: whether anybody listens at " + packet.destination());
    };
  }

  private static boolean isForClient(Datagram datagram, NetworkNamespace at, Answer answer) {
    return at.name().equals(answer.namespace())
        && datagram.packet().destination().equals(answer.packet().destination());
  }

  /// A hop at a device.
  static Hop hop(NetworkNamespace at, String device, Event event) {
    var layer =
        switch (at.kind()) {
          case POD -> Layer.POD;
          case ROUTER, OUTSIDE -> Layer.EXTERNAL;
          case NODE ->
              at.find(device).filter(it -> !(it instanceof Device.Ethernet)).isPresent()
                  ? Layer.POD
                  : Layer.NODE;
        };
    return new Hop(layer, at.node(), at.name(), device, event);
  }

  /// A walk ends.
  void end(Walk walk, NetworkNamespace at, Fate fate) {
    ended.add(new Ended(walk, at.name(), fate));
  }
}
