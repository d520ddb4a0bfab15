package dev.plimsoll.network.proxy.traffic;

import dev.plimsoll.kubernetes.LoadBalancerIngress;
import dev.plimsoll.kubernetes.LoadBalancerIngress.IpMode;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.ServiceType;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.proxy.ProxiedNode;
import java.util.List;

/// A cloud's load balancer of a Service, which hands packets to the nodes with its own address as
/// their destination (`ipMode: VIP`).
///
/// @param policy the Service's `externalTrafficPolicy`
record CloudBalancer(TrafficPolicy policy, BalancerBug bug) {

  private static final int HEALTH_CHECK_NODE_PORT = 32_000;
  private static final Address BALANCER = Address.parse("203.0.113.10");
  private static final Address CLIENT = Address.parse("198.51.100.7");

  /// The pods of the Service.
  ServedPods pods(List<ProxiedNode> nodes) {
    var served =
        bug == BalancerBug.NO_TERMINATING_ENDPOINTS
            ? TrafficBug.NO_TERMINATING_ENDPOINTS
            : TrafficBug.NONE;
    return new ServedPods(nodes, service(), served);
  }

  private Service service() {
    var spec =
        ServiceSpec.of(ServiceType.LOAD_BALANCER, ServedPods.CLUSTER_IP, List.of(ServedPods.PORT));
    var isLocal = policy == TrafficPolicy.LOCAL && bug != BalancerBug.IGNORES_POLICY;
    return new Service(
        ServedPods.NAME,
        isLocal
            ? spec.withExternalTrafficPolicy(TrafficPolicy.LOCAL, HEALTH_CHECK_NODE_PORT)
            : spec,
        List.of(new LoadBalancerIngress(BALANCER, null, IpMode.VIP)));
  }

  /// The first packet of the client's connection, as any node is handed it.
  Packet opening() {
    var source = bug == BalancerBug.HIDES_CLIENT ? BALANCER : CLIENT;
    var destination = BALANCER.withPort(ServedPods.PORT.port());
    return Packet.parse("tcp %s -> %s".formatted(source.withPort(40_000), destination))
        .arriving(Arrival.parse("eth0"));
  }

  /// Whether the pod that a packet came to sees the client's address.
  boolean showsClient(Outcome way) {
    return way.source().filter(source -> source.address().equals(CLIENT)).isPresent();
  }
}
