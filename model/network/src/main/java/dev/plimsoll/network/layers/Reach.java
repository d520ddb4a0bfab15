package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// At which addresses clients find a Service.
public record Reach(ClusterObjects objects, Family family) {

  /// Inside the cluster: its cluster IP; of a headless one its endpoints, which DNS names.
  public List<Endpoint> inside(Service service, ServicePort port) {
    if (service.spec().headless()) {
      return endpoints(service, port);
    }
    return service.spec().clusterIps().stream()
        .filter(this::isOfFamily)
        .map(ip -> new Endpoint(ip, port.port()))
        .toList();
  }

  /// Outside of it: the addresses of its load balancer and its external IPs; where it has none, its
  /// port of each node; where it has none either, as inside.
  public List<Endpoint> outside(Service service, ServicePort port) {
    var own =
        Stream.concat(
                service.loadBalancer().stream()
                    .filter(it -> it.ip() != null)
                    .map(it -> Objects.requireNonNull(it.ip())),
                service.spec().externalIps().stream())
            .filter(this::isOfFamily)
            .map(ip -> new Endpoint(ip, port.port()))
            .toList();
    if (!own.isEmpty()) {
      return own;
    }
    return port.nodePort() == 0
        ? inside(service, port)
        : objects.nodes().stream()
            .flatMap(node -> node.addresses().stream())
            .filter(this::isOfFamily)
            .map(address -> new Endpoint(address, port.nodePort()))
            .toList();
  }

  /// The ready endpoints of a port.
  public List<Endpoint> endpoints(Service service, ServicePort port) {
    return objects.slices().stream()
        .filter(slice -> slice.metadata().namespace().equals(service.metadata().namespace()))
        .filter(slice -> slice.serviceName().equals(service.metadata().name()))
        .filter(slice -> slice.addressType().toString().equals(family.toString()))
        .flatMap(
            slice ->
                slice.ports().stream()
                    .filter(each -> port.name().equals(each.name() == null ? "" : each.name()))
                    .filter(each -> each.protocol() == port.protocol() && each.port() != null)
                    .flatMap(
                        each ->
                            slice.endpoints().stream()
                                .filter(it -> !Boolean.FALSE.equals(it.conditions().ready()))
                                .map(
                                    it ->
                                        new Endpoint(
                                            Address.parse(it.addresses().getFirst()),
                                            Objects.requireNonNull(each.port())))))
        .distinct()
        .toList();
  }

  private boolean isOfFamily(Address address) {
    return address.family() == family;
  }
}
