package dev.plimsoll.network.proxy.traffic;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.EndpointPort;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.EndpointSlice.AddressType;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.ServiceType;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Route;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.ProxyConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A Service whose pods run on some nodes in turn, and how each node serves it.
///
/// @param nodes how many there are
record ServedPods(int nodes, Entrance entrance, TrafficBug bug) {

  static final int PORT = 80;
  static final int NODE_PORT = 30080;
  static final Address CLUSTER_IP = Address.parse("10.96.0.1");
  static final ObjectMeta NAME = ObjectMeta.of("default", "web");

  /// The node that a pod runs on.
  int nodeOf(int pod) {
    return pod % nodes;
  }

  /// Where a pod is reached, `10.244.0.10:80`.
  dev.plimsoll.network.netfilter.transport.Endpoint endpoint(int pod) {
    return new dev.plimsoll.network.netfilter.transport.Endpoint(podAddress(pod), PORT);
  }

  private Address podAddress(int pod) {
    return Address.parse("10.244." + nodeOf(pod) + "." + (10 + pod));
  }

  private static Address nodeAddress(int node) {
    return Address.parse("192.168.0." + (2 + node));
  }

  /// The interface by which packets of a pod come to a node.
  Arrival from(int pod, int node) {
    return new Arrival.Received(Optional.of(nodeOf(pod) == node ? "cni0" : "eth0"));
  }

  /// The first packet of the client's connection, as it comes to a node.
  Packet opening(int node) {
    var inside = entrance == Entrance.CLUSTER_IP;
    var flow =
        inside
            ? "tcp 10.244.%d.200:40000 -> %s".formatted(node, CLUSTER_IP.withPort(PORT))
            : "tcp 198.51.100.7:40000 -> %s".formatted(nodeAddress(node).withPort(NODE_PORT));
    return Packet.parse(flow).arriving(Arrival.parse(inside ? "cni0" : "eth0"));
  }

  /// How a node's kernel treats packets once its proxy has written what it knows.
  ///
  /// @param known of each pod
  Traversal kernel(int node, List<PodPhase> known) {
    return kernel(service(), node, known);
  }

  /// The same if these pods are another Service's, which has [#NAME].
  Traversal kernel(Service service, int node, List<PodPhase> known) {
    var rules = KubeProxy.sync(List.of(service), List.of(slice(known)), config(node)).dump();
    return new Traversal(Dump.parse(nodeName(node), rules).load(), node(node), History.NONE);
  }

  private Node node(int node) {
    var addresses =
        List.of(
            InterfaceAddress.parse(nodeAddress(node) + "/24@eth0"),
            InterfaceAddress.parse("10.244.%d.1/24@cni0".formatted(node)));
    return new Node(addresses, List.of(Route.parse("0.0.0.0/0@eth0")));
  }

  private ProxyConfig config(int node) {
    var pods = new LocalDetector.PodCidr(Prefix.parse("10.244.%d.0/24".formatted(node)));
    return ProxyConfig.of(nodeName(node), nodeAddress(node), pods)
        .withConntrackTcpLiberal(bug == TrafficBug.PASSES_INVALID);
  }

  private static String nodeName(int node) {
    return "node-" + node;
  }

  private Service service() {
    var local = entrance == Entrance.LOCAL;
    var spec =
        new ServiceSpec(
            entrance == Entrance.CLUSTER_IP ? ServiceType.CLUSTER_IP : ServiceType.NODE_PORT,
            new TreeMap<>(),
            List.of(
                new ServicePort(
                    "", Protocol.TCP, PORT, null, entrance == Entrance.CLUSTER_IP ? 0 : NODE_PORT)),
            List.of(CLUSTER_IP),
            false,
            List.of(),
            List.of(),
            TrafficPolicy.CLUSTER,
            local ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER,
            new SessionAffinity.None(),
            0,
            false);
    return new Service(NAME, spec, List.of());
  }

  private EndpointSlice slice(List<PodPhase> known) {
    var endpoints = new ArrayList<Endpoint>();
    for (var pod = 0; pod < known.size(); pod++) {
      var phase = known.get(pod);
      if (phase != PodPhase.GONE) {
        var address = List.of(podAddress(pod).toString());
        var on = nodeName(nodeOf(pod));
        endpoints.add(new Endpoint(address, conditions(phase), on, null, List.of()));
      }
    }
    return new EndpointSlice(
        NAME.withLabels(Map.of(Service.NAME_LABEL, NAME.name())),
        AddressType.IPV4,
        endpoints,
        List.of(new EndpointPort("", Protocol.TCP, PORT)));
  }

  private Endpoint.Conditions conditions(PodPhase phase) {
    var serves = phase.serves() && bug != TrafficBug.NO_TERMINATING_ENDPOINTS;
    return phase == PodPhase.READY
        ? Endpoint.Conditions.READY
        : new Endpoint.Conditions(false, serves, phase == PodPhase.TERMINATING);
  }
}
