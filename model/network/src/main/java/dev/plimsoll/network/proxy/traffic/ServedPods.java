package dev.plimsoll.network.proxy.traffic;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.ProxiedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A Service whose pods run on some nodes in turn, and how each node serves it.
///
/// @param nodes those that there are
/// @param service what the proxies are told of it: [#NAME] at [#CLUSTER_IP]
record ServedPods(List<ProxiedNode> nodes, Service service, TrafficBug bug) {

  static final ObjectMeta NAME = ObjectMeta.of("default", "web");
  static final Address CLUSTER_IP = Address.parse("10.96.0.1");

  /// The port of the Service and of its pods, which is also at the nodes.
  static final ServicePort PORT = new ServicePort("", Protocol.TCP, 80, null, 30_080);

  ServedPods {
    nodes = List.copyOf(nodes);
  }

  /// The node that a pod runs on.
  ProxiedNode nodeOf(int pod) {
    return nodes.get(pod % nodes.size());
  }

  /// Where a pod is reached, `10.244.0.10:80`.
  dev.plimsoll.network.netfilter.transport.Endpoint endpoint(int pod) {
    return new dev.plimsoll.network.netfilter.transport.Endpoint(address(pod), PORT.port());
  }

  private Address address(int pod) {
    return nodeOf(pod).pod(10 + pod);
  }

  /// The interface by which packets of a pod come to a node.
  Arrival from(int pod, ProxiedNode node) {
    return new Arrival.Received(Optional.of(nodeOf(pod).equals(node) ? "cni0" : "eth0"));
  }

  /// How a node's kernel treats packets once its proxy has written what it knows.
  ///
  /// @param known of each pod
  Traversal kernel(ProxiedNode node, List<PodPhase> known) {
    var config = node.config().withConntrackTcpLiberal(bug == TrafficBug.PASSES_INVALID);
    var rules = KubeProxy.sync(List.of(service), List.of(slice(known)), config);
    return node.kernel(rules.dump(), History.NONE);
  }

  private EndpointSlice slice(List<PodPhase> known) {
    var endpoints = new ArrayList<Endpoint>();
    for (var pod = 0; pod < known.size(); pod++) {
      var phase = known.get(pod);
      if (phase != PodPhase.GONE) {
        endpoints.add(Endpoint.of(address(pod), conditions(phase), nodeOf(pod).toString()));
      }
    }
    return EndpointSlice.of(service, endpoints);
  }

  private Endpoint.Conditions conditions(PodPhase phase) {
    var serves = phase.serves() && bug != TrafficBug.NO_TERMINATING_ENDPOINTS;
    return phase == PodPhase.READY
        ? Endpoint.Conditions.READY
        : new Endpoint.Conditions(false, serves, phase == PodPhase.TERMINATING);
  }
}
