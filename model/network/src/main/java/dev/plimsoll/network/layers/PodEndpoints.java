package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.Endpoint.Conditions;
import dev.plimsoll.kubernetes.EndpointPort;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.EndpointSlice.AddressType;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServicePort.TargetPort;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.workload.LabelSelector;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.kubernetes.workload.PodNetwork.ContainerPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The endpoints of Services, as the EndpointSlice controller finds them among pods.
///
/// Follows `staging/src/k8s.io/endpointslice/utils.go` (`podToEndpoint`, `getEndpointPorts`) and
/// `pkg/api/v1/pod`-like `FindPort`, v1.30; zones and hints are left out.
public final class PodEndpoints {

  private static final int MOST = 100;

  private PodEndpoints() {}

  /// The slices of one family: for each Service with a selector, of endpoints with the same ports.
  public static List<EndpointSlice> of(List<Service> services, List<Pod> pods, Family family) {
    return services.stream()
        .filter(service -> !service.spec().selector().isEmpty())
        .flatMap(service -> slices(service, pods, family).stream())
        .toList();
  }

  private static List<EndpointSlice> slices(Service service, List<Pod> pods, Family family) {
    var byPorts = new LinkedHashMap<List<EndpointPort>, List<Endpoint>>();
    var selector = LabelSelector.ofLabels(service.spec().selector());
    for (var pod : pods) {
      var isMeant =
          pod.metadata().namespace().equals(service.metadata().namespace())
              && selector.matches(pod.metadata().labels())
              && !isOver(pod);
      var address = address(pod, family);
      if (isMeant && address.isPresent()) {
        byPorts
            .computeIfAbsent(ports(service, pod), _ -> new ArrayList<>())
            .add(endpoint(service, pod, address.get()));
      }
    }
    var slices = new ArrayList<EndpointSlice>();
    byPorts.forEach(
        (ports, endpoints) -> {
          for (var from = 0; from < endpoints.size(); from += MOST) {
            var some = endpoints.subList(from, Math.min(endpoints.size(), from + MOST));
            slices.add(slice(service, family, slices.size(), some, ports));
          }
        });
    return slices;
  }

  private static EndpointSlice slice(
      Service service, Family family, int number, List<Endpoint> some, List<EndpointPort> ports) {
    var name = service.metadata().name();
    var metadata =
        ObjectMeta.of(service.metadata().namespace(), name + "-" + number)
            .withLabels(Map.of(Service.NAME_LABEL, name));
    var type = family == Family.IPV4 ? AddressType.IPV4 : AddressType.IPV6;
    return new EndpointSlice(metadata, type, some, ports);
  }

  private static boolean isOver(Pod pod) {
    return pod.phase()
        .filter(phase -> phase == Pod.Phase.SUCCEEDED || phase == Pod.Phase.FAILED)
        .isPresent();
  }

  private static Optional<Address> address(Pod pod, Family family) {
    return pod.network().addresses().stream().filter(each -> each.family() == family).findFirst();
  }

  private static Endpoint endpoint(Service service, Pod pod, Address address) {
    var serving = pod.network().isReady();
    var terminating = pod.network().isTerminating();
    var ready = service.spec().publishNotReadyAddresses() || (serving && !terminating);
    return new Endpoint(
        List.of(address.toString()),
        new Conditions(ready, serving, terminating),
        pod.spec().nodeName().orElse(null),
        null,
        List.of());
  }

  private static List<EndpointPort> ports(Service service, Pod pod) {
    return service.spec().ports().stream()
        .flatMap(
            port ->
                number(port, pod).stream()
                    .map(number -> new EndpointPort(port.name(), port.protocol(), number)))
        .toList();
  }

  private static Optional<Integer> number(ServicePort port, Pod pod) {
    return switch (port.targetPort()) {
      case null -> Optional.of(port.port());
      case TargetPort.ByNumber(int number) -> Optional.of(number);
      case TargetPort.ByName(var name) ->
          pod.network().ports().stream()
              .filter(each -> each.name().equals(name))
              .filter(each -> Objects.equals(each.protocol(), port.protocol()))
              .map(ContainerPort::port)
              .findFirst();
    };
  }
}
