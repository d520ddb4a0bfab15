package dev.plimsoll.cluster.incident.proxy;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.ServiceType;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.ProxiedNode;
import dev.plimsoll.network.proxy.RestoreInput;
import java.util.List;
import java.util.stream.IntStream;

/// A Service of one port at 10.96.0.10, as the proxy of one node, [ProxiedNode#FIRST], writes it.
///
/// @param nodePort 0 for none
record ProxiedService(Protocol protocol, int port, int nodePort, SessionAffinity affinity) {

  /// What kube-proxy writes.
  ///
  /// @param endpoints each with the address of {@link #address}
  RestoreInput written(List<Endpoint.Conditions> endpoints) {
    var service = service();
    var known =
        IntStream.range(0, endpoints.size())
            .mapToObj(i -> Endpoint.of(address(i), endpoints.get(i), nodeOf(i).toString()));
    return KubeProxy.sync(
        List.of(service),
        List.of(EndpointSlice.of(service, known.toList())),
        ProxiedNode.FIRST.config());
  }

  /// What it writes where so many endpoints are ready.
  RestoreInput written(int ready) {
    return written(IntStream.range(0, ready).mapToObj(i -> Endpoint.Conditions.READY).toList());
  }

  /// The node's kernel with rules in the form of `iptables-save`.
  static Traversal kernel(String dump, History history) {
    return ProxiedNode.FIRST.kernel(dump, history);
  }

  /// The address of an endpoint, a pod of the node; where there are more than 200, of others too.
  static Address address(int endpoint) {
    return nodeOf(endpoint).pod(2 + endpoint % 200);
  }

  private static ProxiedNode nodeOf(int endpoint) {
    return new ProxiedNode(endpoint / 200);
  }

  private Service service() {
    var spec =
        ServiceSpec.of(
                nodePort == 0 ? ServiceType.CLUSTER_IP : ServiceType.NODE_PORT,
                Address.parse("10.96.0.10"),
                List.of(new ServicePort("", protocol, port, null, nodePort)))
            .withSessionAffinity(affinity);
    return new Service(ObjectMeta.of("default", "service"), spec, List.of());
  }
}
