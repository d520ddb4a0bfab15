package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.topology.Device;
import dev.plimsoll.network.topology.Mac;
import dev.plimsoll.network.topology.NetworkNamespace;
import dev.plimsoll.network.topology.NetworkNamespace.Kind;
import dev.plimsoll.network.topology.RoutingTable;
import dev.plimsoll.network.topology.RoutingTable.Route;
import dev.plimsoll.network.topology.Rules;
import dev.plimsoll.network.topology.Segment;
import dev.plimsoll.network.topology.Sockets;
import dev.plimsoll.network.topology.Sockets.Listener;
import dev.plimsoll.network.topology.Sockets.Others;
import dev.plimsoll.network.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The network of a cluster, in one family of addresses.
///
/// Nodes are on one segment, and a router leads from it to a host outside. A node's card is `eth0`,
/// its bridge `cni0`, its tunnel `flannel.1`; a pod's end of its pair is `eth0`. Pods listen at the
/// ports that their containers name: at others nobody does, but of a pod that names none it is not
/// known. Nor is it of a node's other ports. The host outside answers at all.
public final class ClusterNetwork {

  /// The router between the node network and what is outside.
  public static final String ROUTER = "the router";

  /// The host outside.
  public static final String OUTSIDE = "the host outside";

  private static final String NODE_NETWORK = "the node network";
  private static final String OUTER_NETWORK = "the network outside";
  private static final String CARD = "eth0";
  private static final String OUTER_CARD = "eth1";
  private static final String BRIDGE = "cni0";
  private static final String TUNNEL = "flannel.1";
  private static final int VNI = 1;

  private final ClusterObjects objects;
  private final Settings settings;
  private final Family family;
  private final Placement placement;
  private final Blocks blocks;
  private final Address outside;
  private final Address gateway;

  private ClusterNetwork(ClusterObjects objects, Family family, Settings settings) {
    this.objects = objects;
    this.settings = settings;
    this.family = family;
    placement = Placement.of(objects, family);
    blocks = Blocks.of(placement.machines());
    outside =
        settings
            .outside()
            .orElse(Address.parse(family == Family.IPV4 ? "198.51.100.7" : "2001:db8:0:7::7"));
    gateway = gateway();
  }

  /// Builds it.
  ///
  /// @param objects with at least one node
  /// @throws MisplacedException if a node or pod does not fit in
  /// @throws IllegalArgumentException if there is no node, or an MTU is too small
  public static Topology of(ClusterObjects objects, Family family, Settings settings) {
    if (objects.nodes().isEmpty()) {
      throw new IllegalArgumentException("expected at least one Node");
    }
    return new ClusterNetwork(objects, family, settings).topology();
  }

  /// An address of the node network that no node has.
  private Address gateway() {
    var address = blocks.nodes().address().next();
    while (isTaken(address)) {
      address = address.next();
    }
    return address;
  }

  private boolean isTaken(Address address) {
    return address.equals(outside)
        || placement.machines().stream().anyMatch(each -> each.address().equals(address));
  }

  private Topology topology() {
    var namespaces = new TreeMap<String, NetworkNamespace>();
    for (var machine : placement.machines()) {
      namespaces.put(machine.name(), node(machine));
      var pods = pods(machine);
      for (var i = 0; i < pods.size(); i++) {
        namespaces.put(pods.get(i).name(), pod(pods.get(i), port(i)));
      }
    }
    namespaces.put(ROUTER, router());
    namespaces.put(OUTSIDE, outsideHost());
    var segments = new TreeMap<String, Segment>();
    var wire = settings.wireMtu().orElse(settings.mtu());
    segments.put(NODE_NETWORK, new Segment(NODE_NETWORK, wire));
    segments.put(OUTER_NETWORK, new Segment(OUTER_NETWORK, settings.mtu()));
    return new Topology(
        namespaces,
        segments,
        new Balancers(objects, settings, placement.machines(), gateway).all());
  }

  private int podMtu() {
    return settings.podMtu().orElse(settings.mtu() - settings.kind().overhead(family));
  }

  /// The pods of a node that have a network of their own.
  private List<Sandbox> pods(Machine machine) {
    return placement.on(machine).stream().filter(pod -> !pod.isOfNode()).toList();
  }

  private static Mac end(Sandbox pod) {
    return new Mac(pod.name(), CARD);
  }

  private static String port(int number) {
    return "veth" + (number + 1);
  }

  private NetworkNamespace node(Machine machine) {
    var pods = pods(machine);
    var devices = new ArrayList<Device>();
    var addresses = new ArrayList<InterfaceAddress>();
    devices.add(new Device.Ethernet(CARD, settings.mtu(), NODE_NETWORK));
    addresses.add(new InterfaceAddress(machine.address(), blocks.nodes(), CARD));
    if (!pods.isEmpty()) {
      devices.add(new Device.Bridge(BRIDGE, podMtu()));
      addresses.add(
          new InterfaceAddress(machine.gateway(), machine.podCidr().orElseThrow(), BRIDGE));
    }
    for (var i = 0; i < pods.size(); i++) {
      devices.add(
          new Device.Veth(
              port(i), podMtu(), end(pods.get(i)), Optional.of(BRIDGE), settings.hairpin()));
    }
    if (settings.kind() == NetworkKind.VXLAN && machine.podCidr().isPresent()) {
      devices.add(tunnel(machine));
      var own = machine.podCidr().get().address();
      addresses.add(new InterfaceAddress(own, Prefix.of(own, family.bits()), TUNNEL));
    }
    return new NetworkNamespace(
        machine.name(),
        Kind.NODE,
        machine.name(),
        devices,
        addresses,
        new RoutingTable(routes(machine)),
        neighbours(machine),
        Rules.madeBy(() -> NodeRules.of(machine, blocks, objects, placement.on(machine))),
        sockets(placement.on(machine).stream().filter(Sandbox::isOfNode).toList(), machine),
        true,
        settings.filtersBridged());
  }

  private Device tunnel(Machine machine) {
    var mtu = settings.mtu() - settings.kind().overhead(family);
    var known = new HashMap<Mac, Address>();
    others(machine).forEach(each -> known.put(new Mac(each.name(), TUNNEL), each.address()));
    return new Device.Vxlan(TUNNEL, mtu, VNI, machine.address(), known);
  }

  /// The other nodes that have pods.
  private Stream<Machine> others(Machine machine) {
    return placement.machines().stream()
        .filter(each -> !each.equals(machine) && each.podCidr().isPresent());
  }

  private List<Route> routes(Machine machine) {
    var routes = new ArrayList<Route>();
    routes.add(new Route(everything(), Optional.of(gateway), CARD));
    others(machine)
        .map(
            each -> {
              var block = each.podCidr().orElseThrow();
              return switch (settings.kind()) {
                case ROUTED -> new Route(block, Optional.of(each.address()), CARD);
                case VXLAN -> new Route(block, Optional.of(block.address()), TUNNEL);
              };
            })
        .forEach(routes::add);
    return machine.podCidr().isEmpty() && settings.kind() == NetworkKind.VXLAN
        ? routes.subList(0, 1)
        : routes;
  }

  private Prefix everything() {
    return Prefix.of(blocks.nodes().address(), 0);
  }

  /// What flannel tells the kernel of the other ends of the tunnel.
  private Map<Address, Mac> neighbours(Machine machine) {
    var known = new HashMap<Address, Mac>();
    if (settings.kind() == NetworkKind.VXLAN) {
      others(machine)
          .forEach(
              each ->
                  known.put(each.podCidr().orElseThrow().address(), new Mac(each.name(), TUNNEL)));
    }
    return known;
  }

  private Sockets sockets(List<Sandbox> pods, Machine machine) {
    var known = new ArrayList<>(listeners(pods));
    objects.services().stream()
        .filter(service -> service.spec().healthCheckNodePort() != 0)
        .forEach(
            service ->
                known.add(
                    new Listener(
                        IpProtocol.TCP,
                        service.spec().healthCheckNodePort(),
                        "kube-proxy of " + machine.name())));
    return new Sockets(known, Others.UNKNOWN);
  }

  private static List<Listener> listeners(List<Sandbox> pods) {
    return pods.stream()
        .flatMap(
            pod ->
                pod.ports().stream()
                    .map(
                        port ->
                            new Listener(IpProtocol.of(port.protocol()), port.port(), pod.name())))
        .toList();
  }

  /// @param port of the bridge
  private NetworkNamespace pod(Sandbox pod, String port) {
    var machine = pod.machine();
    return host(
        pod.name(),
        Kind.POD,
        machine.name(),
        new Device.Veth(CARD, podMtu(), new Mac(machine.name(), port), Optional.empty(), false),
        new InterfaceAddress(pod.address(), pod.network(), CARD),
        machine.gateway(),
        new Sockets(
            listeners(List.of(pod)), pod.ports().isEmpty() ? Others.UNKNOWN : Others.CLOSED));
  }

  private NetworkNamespace host(
      String name,
      Kind kind,
      String node,
      Device device,
      InterfaceAddress address,
      Address via,
      Sockets sockets) {
    return new NetworkNamespace(
        name,
        kind,
        node,
        List.of(device),
        List.of(address),
        new RoutingTable(List.of(new Route(everything(), Optional.of(via), device.name()))),
        Map.of(),
        Rules.of(RuleSet.empty(name)),
        sockets,
        false,
        false);
  }

  /// The network of the host outside; the node network if it is there.
  private Prefix outerNetwork() {
    return Prefix.of(outside, family == Family.IPV4 ? 24 : 64);
  }

  private boolean isAmongNodes() {
    return blocks.nodes().contains(outside);
  }

  private Address outerGateway() {
    var first = outerNetwork().address().next();
    return first.equals(outside) ? first.next() : first;
  }

  private NetworkNamespace router() {
    var devices = new ArrayList<Device>();
    var addresses = new ArrayList<InterfaceAddress>();
    devices.add(new Device.Ethernet(CARD, settings.mtu(), NODE_NETWORK));
    addresses.add(new InterfaceAddress(gateway, blocks.nodes(), CARD));
    if (!isAmongNodes()) {
      devices.add(new Device.Ethernet(OUTER_CARD, settings.mtu(), OUTER_NETWORK));
      addresses.add(new InterfaceAddress(outerGateway(), outerNetwork(), OUTER_CARD));
    }
    return new NetworkNamespace(
        ROUTER,
        Kind.ROUTER,
        ROUTER,
        devices,
        addresses,
        new RoutingTable(List.of()),
        Map.of(),
        Rules.of(RuleSet.empty(ROUTER)),
        new Sockets(List.of(), Others.UNKNOWN),
        true,
        false);
  }

  private NetworkNamespace outsideHost() {
    var segment = isAmongNodes() ? NODE_NETWORK : OUTER_NETWORK;
    var network = isAmongNodes() ? blocks.nodes() : outerNetwork();
    return host(
        OUTSIDE,
        Kind.OUTSIDE,
        OUTSIDE,
        new Device.Ethernet(CARD, settings.mtu(), segment),
        new InterfaceAddress(outside, network, CARD),
        isAmongNodes() ? gateway : outerGateway(),
        Sockets.ALL);
  }
}
