package dev.plimsoll.cluster.rollout;

import dev.plimsoll.cluster.endpointslice.Endpoint;
import dev.plimsoll.kubernetes.Endpoint.Conditions;
import dev.plimsoll.kubernetes.EndpointPort;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.EndpointSlice.AddressType;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.proxy.sync.ServedPackets;
import java.util.List;
import java.util.Map;

/// What the rules of a node do with packets to a Service: the rules that kube-proxy writes ({@link
/// KubeProxy}), walked as the kernel walks them ({@link ServedPackets}).
final class ServiceRules {

  private static final int PORT = 80;

  private static final ProxyConfig CONFIG =
      ProxyConfig.of(
          "node",
          Address.parse("192.168.0.2"),
          new LocalDetector.PodCidr(Prefix.parse("10.244.0.0/16")));

  /// Those endpoints that packets from a pod of the node to the cluster IP of a Service reach, by
  /// the rules for all of them.
  ///
  /// @param service the number of the Service
  static List<Endpoint> reached(int service, List<Endpoint> endpoints) {
    var name = ObjectMeta.of("default", "service-" + service);
    var address = Address.parse("10.96.0." + (service + 1));
    var ports = List.of(ServicePort.tcp("http", PORT));
    var slice =
        new EndpointSlice(
            name.withLabels(Map.of(Service.NAME_LABEL, name.name())),
            AddressType.IPV4,
            endpoints.stream().map(ServiceRules::endpoint).toList(),
            List.of(new EndpointPort("http", Protocol.TCP, PORT)));
    var rules =
        KubeProxy.sync(
            List.of(new Service(name, ServiceSpec.clusterIp(address, ports), List.of())),
            List.of(slice),
            CONFIG);
    var destinations = ServedPackets.to(address, rules).shares().keySet();
    return endpoints.stream()
        .filter(endpoint -> destinations.contains(address(endpoint).withPort(PORT)))
        .toList();
  }

  private static dev.plimsoll.kubernetes.Endpoint endpoint(Endpoint endpoint) {
    return new dev.plimsoll.kubernetes.Endpoint(
        List.of(address(endpoint).toString()),
        new Conditions(endpoint.ready(), endpoint.serving(), endpoint.terminating()),
        "node",
        null,
        List.of());
  }

  /// That of a pod: it is not used again as long as its name and uid are not.
  private static Address address(Endpoint endpoint) {
    return Address.parse("10.244.%d.%d".formatted(endpoint.pod(), endpoint.uid() + 1));
  }

  private ServiceRules() {}
}
