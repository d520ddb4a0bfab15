package dev.plimsoll.network.sandbox;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.layers.NetworkKind;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.transport.Endpoint;
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
import java.util.SortedMap;
import java.util.TreeMap;

/// The topology of a state: two nodes and their pods.
///
/// Pods run on the nodes in turn. Each tunnel, and each sandbox, has a hardware address of its own:
/// the namespaces are named after how often a node has joined, and by the number of a sandbox. A
/// bridge has the lowest MTU of its ports.
final class Fabric {

  /// Nodes.
  static final int NODES = 2;

  /// Where applications listen.
  static final int PORT = 8080;

  /// The port of the first node that leads to the first pod.
  static final int HOST_PORT = 80;

  /// The MTU that nodes' cards have at first, and that of the wire.
  static final int MTU = 1500;

  private static final Prefix NODE_NETWORK = Prefix.parse("192.168.0.0/24");
  private static final String SEGMENT = "the node network";
  private static final String BRIDGE = "cni0";
  private static final String TUNNEL = "flannel.1";
  private static final String CARD = "eth0";
  private static final int FIRST_POD = 10;

  private final NetworkKind kind;
  private final PodNetworkBug bug;

  /// The rules of nodes whose port leads to one place at most; read from text once.
  private final Map<List<Integer>, RuleSet> rules = new HashMap<>();

  Fabric(NetworkKind kind, PodNetworkBug bug) {
    this.kind = kind;
    this.bug = bug;
    for (var node = 0; node < NODES; node++) {
      rules.put(List.of(node), written(node, List.of()));
      for (var place = 1; place <= Machine.ADDRESSES; place++) {
        rules.put(List.of(node, place), written(node, List.of(place)));
      }
    }
  }

  static String namespace(int node, int joined) {
    return "node-%d.%d".formatted(node, joined);
  }

  static Address address(int node) {
    return new Address(Family.IPV4, 0, NODE_NETWORK.address().low() + 2 + node);
  }

  static Prefix block(int node) {
    return Prefix.parse("10.244.%d.0/24".formatted(node));
  }

  static Address podAddress(int node, int place) {
    return new Address(Family.IPV4, 0, block(node).address().low() + FIRST_POD + place);
  }

  static Endpoint endpoint(int node, Sandbox pod) {
    return new Endpoint(podAddress(node, pod.address()), PORT);
  }

  static int nodeOf(int pod) {
    return pod % NODES;
  }

  /// The MTU that devices of pods get when they are made.
  int podMtu(int card) {
    return bug == PodNetworkBug.FORGETS_OVERHEAD ? card : card - kind.overhead(Family.IPV4);
  }

  /// @param machines by node
  /// @param heard by node, what it knows of the other
  /// @param pods by pod
  Topology topology(List<Machine> machines, List<Heard> heard, List<Sandbox> pods) {
    var namespaces = new TreeMap<String, NetworkNamespace>();
    for (var node = 0; node < NODES; node++) {
      if (machines.get(node).isThere()) {
        add(namespaces, node, machines.get(node), heard.get(node), pods);
      }
    }
    var segments = new TreeMap<String, Segment>();
    segments.put(SEGMENT, new Segment(SEGMENT, MTU));
    return new Topology(namespaces, segments, List.of());
  }

  private void add(
      SortedMap<String, NetworkNamespace> namespaces,
      int node,
      Machine machine,
      Heard heard,
      List<Sandbox> pods) {
    var name = namespace(node, machine.joined());
    var own = new TreeMap<String, Sandbox>();
    for (var pod = node; pod < pods.size(); pod += NODES) {
      if (pods.get(pod).isThere()) {
        own.put(new Owner(pod, pods.get(pod).number()).namespace(), pods.get(pod));
      }
    }
    namespaces.put(name, machine(name, node, machine, heard, own));
    own.forEach((owner, pod) -> namespaces.put(owner, sandbox(name, node, owner, pod)));
  }

  private NetworkNamespace machine(
      String name, int node, Machine machine, Heard heard, SortedMap<String, Sandbox> pods) {
    var devices = new ArrayList<Device>();
    var addresses = new ArrayList<InterfaceAddress>();
    devices.add(new Device.Ethernet(CARD, machine.mtu(), SEGMENT));
    addresses.add(new InterfaceAddress(address(node), NODE_NETWORK, CARD));
    if (!pods.isEmpty()) {
      // net/bridge/br_if.c, br_mtu_auto_adjust.
      var mtu = pods.values().stream().mapToInt(Sandbox::mtu).min().orElseThrow();
      devices.add(new Device.Bridge(BRIDGE, mtu));
      addresses.add(new InterfaceAddress(block(node).address().next(), block(node), BRIDGE));
    }
    pods.forEach(
        (owner, pod) ->
            devices.add(
                new Device.Veth(
                    port(owner),
                    pod.mtu(),
                    new Mac(owner, CARD),
                    Optional.of(BRIDGE),
                    bug != PodNetworkBug.NO_HAIRPIN)));
    if (kind == NetworkKind.VXLAN) {
      var mtu = machine.mtu() - kind.overhead(Family.IPV4);
      devices.add(new Device.Vxlan(TUNNEL, mtu, 1, address(node), tunnels(node, heard)));
      var base = block(node).address();
      addresses.add(new InterfaceAddress(base, Prefix.of(base, 32), TUNNEL));
    }
    return new NetworkNamespace(
        name,
        Kind.NODE,
        name,
        devices,
        addresses,
        new RoutingTable(routes(node, heard)),
        neighbours(node, machine, heard),
        Rules.of(rules(node, machine.hostPort())),
        new Sockets(List.of(), Others.CLOSED),
        true,
        true);
  }

  private static String port(String owner) {
    return "veth-" + owner;
  }

  private static int other(int node) {
    return NODES - 1 - node;
  }

  private static Map<Mac, Address> tunnels(int node, Heard heard) {
    return heard.joined() == 0
        ? Map.of()
        : Map.of(tunnel(other(node), heard.tunnel()), address(other(node)));
  }

  private static Mac tunnel(int node, int joined) {
    return new Mac(namespace(node, joined), TUNNEL);
  }

  private List<Route> routes(int node, Heard heard) {
    if (heard.joined() == 0) {
      return List.of();
    }
    var to = block(other(node));
    return List.of(
        switch (kind) {
          case ROUTED -> new Route(to, Optional.of(address(other(node))), CARD);
          case VXLAN -> new Route(to, Optional.of(to.address()), TUNNEL);
        });
  }

  private Map<Address, Mac> neighbours(int node, Machine machine, Heard heard) {
    var known = new HashMap<Address, Mac>();
    machine
        .neighbours()
        .forEach(
            (place, owner) -> known.put(podAddress(node, place), new Mac(owner.namespace(), CARD)));
    if (kind == NetworkKind.VXLAN && heard.joined() > 0) {
      known.put(block(other(node)).address(), tunnel(other(node), heard.tunnel()));
    }
    return known;
  }

  private NetworkNamespace sandbox(String node, int number, String owner, Sandbox pod) {
    var listeners =
        pod.isReady() ? List.of(new Listener(IpProtocol.TCP, PORT, owner)) : List.<Listener>of();
    var gateway = block(number).address().next();
    return new NetworkNamespace(
        owner,
        Kind.POD,
        node,
        List.of(
            new Device.Veth(CARD, pod.mtu(), new Mac(node, port(owner)), Optional.empty(), false)),
        List.of(new InterfaceAddress(podAddress(number, pod.address()), block(number), CARD)),
        new RoutingTable(List.of(new Route(Prefix.parse("0.0.0.0/0"), Optional.of(gateway), CARD))),
        Map.of(),
        Rules.of(RuleSet.empty(owner)),
        new Sockets(listeners, Others.CLOSED),
        false,
        false);
  }

  private RuleSet rules(int node, List<Integer> hostPort) {
    var key = new ArrayList<>(List.of(node));
    key.addAll(hostPort);
    var known = rules.get(key);
    return known == null ? written(node, hostPort) : known;
  }

  /// Rules of flannel and the portmap plugin, and the one of kube-proxy against what is INVALID.
  private RuleSet written(int node, List<Integer> hostPort) {
    var own = block(node).toString();
    var text = new StringBuilder("*filter\n");
    if (bug == PodNetworkBug.ICMP_BLOCKED) {
      text.append("-A OUTPUT -p icmp -j DROP\n");
    }
    text.append("-A FORWARD -m conntrack --ctstate INVALID -j DROP\nCOMMIT\n*nat\n");
    for (var place : hostPort) {
      var rule = "-m addrtype --dst-type LOCAL -p tcp --dport %d".formatted(HOST_PORT);
      var mark = "%s -s %s -j MARK --set-xmark 0x2000/0x2000\n".formatted(rule, own);
      var to =
          "%s -j DNAT --to-destination %s\n"
              .formatted(rule, podAddress(node, place).withPort(PORT));
      for (var chain : List.of("PREROUTING", "OUTPUT")) {
        text.append("-A %s %s".formatted(chain, mark)).append("-A %s %s".formatted(chain, to));
      }
    }
    text.append("-A POSTROUTING -m mark --mark 0x2000/0x2000 -j MASQUERADE\n");
    if (bug == PodNetworkBug.MASQUERADES_PODS) {
      text.append("-A POSTROUTING -s %s ! -d %s -j MASQUERADE\n".formatted(own, own));
    }
    text.append(
        """
        -A POSTROUTING -s 10.244.0.0/16 -d 10.244.0.0/16 -j RETURN
        -A POSTROUTING -s 10.244.0.0/16 ! -d 224.0.0.0/4 -j MASQUERADE
        COMMIT
        """);
    return Dump.parse("node " + node, text.toString()).load();
  }
}
