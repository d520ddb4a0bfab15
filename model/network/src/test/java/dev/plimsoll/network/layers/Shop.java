package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.manifest.ManifestReader;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.traceroute.Event;
import dev.plimsoll.network.traceroute.Hop;
import dev.plimsoll.network.traceroute.Journey;
import dev.plimsoll.network.traceroute.Journey.Leg;
import dev.plimsoll.network.traceroute.Probe;
import dev.plimsoll.network.traceroute.Trace;
import dev.plimsoll.network.traceroute.Traceroute;
import java.util.List;

/// A cluster of three nodes: pods of a Service on `a` and `b`, a client on `a`, nobody on `c`.
final class Shop {

  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: a}
      spec: {podCIDR: 10.244.1.0/24}
      status:
        addresses: [{type: Hostname, address: a}, {type: InternalIP, address: 192.168.0.2}]
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: b}
      spec: {podCIDR: 10.244.2.0/24}
      status:
        addresses: [{type: InternalIP, address: 192.168.0.3}]
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: c}
      spec: {podCIDR: 10.244.3.0/24}
      status:
        addresses: [{type: InternalIP, address: 192.168.0.4}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {namespace: shop, name: web-1, labels: {app: web}}
      spec: {nodeName: a, containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]}
      status: {podIP: 10.244.1.5, conditions: [{type: Ready, status: "True"}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {namespace: shop, name: web-2, labels: {app: web}}
      spec: {nodeName: b, containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]}
      status: {podIP: 10.244.2.5, conditions: [{type: Ready, status: "True"}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {namespace: shop, name: client}
      spec: {nodeName: a, containers: [{name: shell}]}
      status: {podIP: 10.244.1.9}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {namespace: edge, name: proxy}
      spec:
        nodeName: b
        containers: [{name: proxy, ports: [{containerPort: 8000, hostPort: 80}]}]
      status: {podIP: 10.244.2.7}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {namespace: kube-system, name: agent}
      spec:
        nodeName: c
        hostNetwork: true
        containers: [{name: agent, ports: [{containerPort: 9100}]}]
      status: {podIP: 192.168.0.4}
      ---
      apiVersion: v1
      kind: Service
      metadata: {namespace: shop, name: web}
      spec:
        type: LoadBalancer
        clusterIP: 10.96.0.10
        selector: {app: web}
        externalTrafficPolicy: Cluster
        ports: [{name: http, port: 80, targetPort: http, nodePort: 30080}]
      status: {loadBalancer: {ingress: [{ip: 203.0.113.10, ipMode: VIP}]}}
      """;

  private final ClusterObjects objects;
  private final Settings settings;

  private Shop(String text, Settings settings) {
    objects = objects(text);
    this.settings = settings;
  }

  static Shop with(Settings settings) {
    return new Shop(OBJECTS, settings);
  }

  static Shop of(NetworkKind kind) {
    return with(Settings.of(kind));
  }

  /// The same where a part of the manifests is another.
  Shop replacing(String part, String other) {
    if (!OBJECTS.contains(part)) {
      throw new IllegalArgumentException("there is no " + part);
    }
    return new Shop(OBJECTS.replace(part, other), settings);
  }

  static ClusterObjects objects(String text) {
    var manifests = ManifestReader.read("shop.yaml", text);
    var pods = manifests.ofType(Pod.class);
    var services = manifests.ofType(Service.class);
    return new ClusterObjects(
        manifests.ofType(Node.class), pods, services, PodEndpoints.of(services, pods, Family.IPV4));
  }

  ClusterObjects objects() {
    return objects;
  }

  Traceroute traceroute() {
    return new Traceroute(ClusterNetwork.of(objects, Family.IPV4, settings));
  }

  List<Journey> journeys(String from, String to) {
    return journeys(from, to, Probe.SYN);
  }

  List<Journey> journeys(String from, String to, int length) {
    return traceroute().journeys(new Probe(from, IpProtocol.TCP, Endpoint.parse(to), length));
  }

  /// The only journey there is.
  Journey journey(String from, String to, int length) {
    var all = journeys(from, to, length);
    if (all.size() != 1) {
      throw new IllegalStateException("expected one journey, found " + all.size());
    }
    return all.getFirst();
  }

  Journey journey(String from, String to) {
    return journey(from, to, Probe.SYN);
  }

  /// What happens on a leg, and where: `bridged a.cni0`.
  static List<String> hops(Leg leg) {
    return leg.trace().hops().stream().map(Shop::text).toList();
  }

  private static String text(Hop hop) {
    var at = hop.device().isEmpty() ? hop.namespace() : hop.namespace() + "." + hop.device();
    return switch (hop.event()) {
      case Event.Sent _ -> "sent " + at;
      case Event.Filtered it -> (it.isRewritten() ? "rewritten " : "filtered ") + at;
      case Event.Routed _ -> "routed " + at;
      case Event.Bridged _ -> "bridged " + at;
      case Event.Crossed _ -> "crossed " + at;
      case Event.Carried _ -> "carried " + at;
      case Event.Encapsulated _ -> "encapsulated " + at;
      case Event.Decapsulated _ -> "decapsulated " + at;
      case Event.Fragmented _ -> "fragmented " + at;
      case Event.Balanced _ -> "balanced " + at;
      case Event.Decided _ -> "decided " + at;
    };
  }

  /// The packet of a leg as its sender has made it.
  static String packet(Leg leg) {
    return leg.trace().hops().getFirst().event() instanceof Event.Sent(var packet, _)
        ? packet.toString()
        : "";
  }

  static Trace first(Journey journey) {
    return journey.legs().getFirst().trace();
  }
}
