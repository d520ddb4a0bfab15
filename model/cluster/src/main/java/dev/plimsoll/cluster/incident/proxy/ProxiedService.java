package dev.plimsoll.cluster.incident.proxy;

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
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Route;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.proxy.RestoreInput;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A Service of one port at 10.96.0.10, as the proxy of one node, 192.168.0.2, writes it.
///
/// @param nodePort 0 for none
record ProxiedService(Protocol protocol, int port, int nodePort, SessionAffinity affinity) {

  private static final ObjectMeta NAME = ObjectMeta.of("default", "service");

  /// What kube-proxy writes.
  ///
  /// @param endpoints each with the address of {@link #address}
  RestoreInput written(List<Endpoint.Conditions> endpoints) {
    return KubeProxy.sync(List.of(service()), List.of(slice(endpoints)), config());
  }

  /// What it writes where so many endpoints are ready.
  RestoreInput written(int ready) {
    return written(IntStream.range(0, ready).mapToObj(i -> Endpoint.Conditions.READY).toList());
  }

  /// The node's kernel with rules in the form of `iptables-save`.
  static Traversal kernel(String dump, History history) {
    var node =
        new Node(
            List.of(
                InterfaceAddress.parse("192.168.0.2/24@eth0"),
                InterfaceAddress.parse("10.244.0.1/24@cni0")),
            List.of(Route.parse("0.0.0.0/0@eth0")));
    return new Traversal(Dump.parse("node", dump).load(), node, history);
  }

  /// The address of an endpoint, a pod of the node.
  static Address address(int endpoint) {
    return Address.parse("10.244.%d.%d".formatted(endpoint / 200, 2 + endpoint % 200));
  }

  private static ProxyConfig config() {
    return ProxyConfig.of(
        "node",
        Address.parse("192.168.0.2"),
        new LocalDetector.PodCidr(Prefix.parse("10.244.0.0/16")));
  }

  private Service service() {
    var ports = List.of(new ServicePort("", protocol, port, null, nodePort));
    return new Service(
        NAME,
        new ServiceSpec(
            nodePort == 0 ? ServiceType.CLUSTER_IP : ServiceType.NODE_PORT,
            new TreeMap<>(),
            ports,
            List.of(Address.parse("10.96.0.10")),
            false,
            List.of(),
            List.of(),
            TrafficPolicy.CLUSTER,
            TrafficPolicy.CLUSTER,
            affinity,
            0,
            false),
        List.of());
  }

  private EndpointSlice slice(List<Endpoint.Conditions> endpoints) {
    return new EndpointSlice(
        NAME.withLabels(Map.of(Service.NAME_LABEL, NAME.name())),
        AddressType.IPV4,
        IntStream.range(0, endpoints.size())
            .mapToObj(
                i ->
                    new Endpoint(
                        List.of(address(i).toString()), endpoints.get(i), "node", null, List.of()))
            .toList(),
        List.of(new EndpointPort("", protocol, port)));
  }
}
