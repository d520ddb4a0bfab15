package dev.plimsoll.network.proxy.traffic;

import dev.plimsoll.kubernetes.LoadBalancerIngress;
import dev.plimsoll.kubernetes.LoadBalancerIngress.IpMode;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.ServiceType;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import java.util.List;
import java.util.TreeMap;

/// Pods behind a Service of type LoadBalancer, whose load balancer hands packets to the nodes with
/// its own address as their destination (`ipMode: VIP`).
record BalancedPods(ServedPods pods, TrafficPolicy policy, BalancerBug bug) {

  private static final int HEALTH_CHECK_NODE_PORT = 32000;
  private static final Address BALANCER = Address.parse("203.0.113.10");
  private static final Address CLIENT = Address.parse("198.51.100.7");

  /// @param nodes how many there are
  static BalancedPods on(int nodes, TrafficPolicy policy, BalancerBug bug) {
    var served =
        bug == BalancerBug.NO_TERMINATING_ENDPOINTS
            ? TrafficBug.NO_TERMINATING_ENDPOINTS
            : TrafficBug.NONE;
    return new BalancedPods(new ServedPods(nodes, Entrance.LOCAL, served), policy, bug);
  }

  /// The first packet of the client's connection, as the load balancer hands it to any node.
  Packet opening() {
    var source = bug == BalancerBug.HIDES_CLIENT ? BALANCER : CLIENT;
    var destination = BALANCER.withPort(ServedPods.PORT);
    return Packet.parse("tcp %s -> %s".formatted(source.withPort(40_000), destination))
        .arriving(Arrival.parse("eth0"));
  }

  /// Whether the pod that a packet came to sees the client's address.
  boolean showsClient(Outcome way) {
    return way.source().filter(source -> source.address().equals(CLIENT)).isPresent();
  }

  /// How a node's kernel treats packets once its proxy has written what it knows.
  ///
  /// @param known of each pod
  Traversal kernel(int node, List<PodPhase> known) {
    return pods.kernel(service(), node, known);
  }

  private Service service() {
    var isLocal = policy == TrafficPolicy.LOCAL && bug != BalancerBug.IGNORES_POLICY;
    var spec =
        new ServiceSpec(
            ServiceType.LOAD_BALANCER,
            new TreeMap<>(),
            List.of(new ServicePort("", Protocol.TCP, ServedPods.PORT, null, ServedPods.NODE_PORT)),
            List.of(ServedPods.CLUSTER_IP),
            false,
            List.of(),
            List.of(),
            TrafficPolicy.CLUSTER,
            isLocal ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER,
            new SessionAffinity.None(),
            isLocal ? HEALTH_CHECK_NODE_PORT : 0,
            false);
    return new Service(
        ServedPods.NAME, spec, List.of(new LoadBalancerIngress(BALANCER, null, IpMode.VIP)));
  }
}
