package dev.plimsoll.cluster.rollout;

import dev.plimsoll.cluster.endpointslice.Endpoint;
import dev.plimsoll.kubernetes.Endpoint.Conditions;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.ProxiedNode;
import dev.plimsoll.network.proxy.sync.ServedPackets;
import java.util.List;

/// What the rules of a node do with packets to a Service: the rules that kube-proxy writes ({@link
/// KubeProxy}), walked as the kernel walks them ({@link ServedPackets}).
final class ServiceRules {

  private static final int PORT = 80;

  /// Those endpoints that packets from a pod of the node to the cluster IP of a Service reach, by
  /// the rules for all of them.
  ///
  /// @param service the number of the Service
  static List<Endpoint> reached(int service, List<Endpoint> endpoints) {
    var address = Address.parse("10.96.0." + (service + 1));
    var served =
        new Service(
            ObjectMeta.of("default", "service-" + service),
            ServiceSpec.clusterIp(address, List.of(ServicePort.tcp("http", PORT))),
            List.of());
    var slice = EndpointSlice.of(served, endpoints.stream().map(ServiceRules::endpoint).toList());
    var rules = KubeProxy.sync(List.of(served), List.of(slice), ProxiedNode.FIRST.config());
    var destinations = ServedPackets.to(address, rules).shares().keySet();
    return endpoints.stream()
        .filter(endpoint -> destinations.contains(address(endpoint).withPort(PORT)))
        .toList();
  }

  private static dev.plimsoll.kubernetes.Endpoint endpoint(Endpoint endpoint) {
    return dev.plimsoll.kubernetes.Endpoint.of(
        address(endpoint),
        new Conditions(endpoint.ready(), endpoint.serving(), endpoint.terminating()),
        ProxiedNode.FIRST.toString());
  }

  /// That of a pod: it is not used again as long as its name and uid are not.
  private static Address address(Endpoint endpoint) {
    return Address.parse("10.244.%d.%d".formatted(endpoint.pod(), endpoint.uid() + 1));
  }

  private ServiceRules() {}
}
