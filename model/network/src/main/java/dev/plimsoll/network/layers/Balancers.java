package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.LoadBalancerIngress;
import dev.plimsoll.kubernetes.LoadBalancerIngress.IpMode;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.topology.Balancing;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What is outside of the nodes for Services: load balancers, and routes to external IPs.
///
/// A load balancer asks the nodes for a Service with `externalTrafficPolicy: Local` and sends to
/// those that have ready endpoints; else it sends to all. With `ipMode: VIP` it hands packets over
/// as they are; with `Proxy` it sends them to the node port.
record Balancers(
    ClusterObjects objects, Settings settings, List<Machine> machines, Address router) {

  List<Balancing> all() {
    return objects.services().stream()
        .flatMap(service -> Stream.concat(balanced(service), external(service)))
        .toList();
  }

  private Stream<Balancing> balanced(Service service) {
    return service.loadBalancer().stream()
        .filter(it -> it.ip() != null && it.ip().family() == router.family())
        .flatMap(it -> service.spec().ports().stream().map(port -> balanced(service, port, it)));
  }

  private Balancing balanced(Service service, ServicePort port, LoadBalancerIngress ingress) {
    var address = Objects.requireNonNull(ingress.ip());
    var rewrites = ingress.ipMode() == IpMode.PROXY;
    var at = rewrites ? port.nodePort() : port.port();
    var targets =
        at == 0
            ? List.<Endpoint>of()
            : machines.stream()
                .filter(machine -> isFit(service, machine))
                .map(machine -> new Endpoint(machine.address(), at))
                .toList();
    return new Balancing(
        "the load balancer of " + service.metadata().namespacedName(),
        IpProtocol.of(port.protocol()),
        new Endpoint(address, port.port()),
        targets,
        rewrites,
        rewrites && !settings.keepsClient() ? Optional.of(router) : Optional.empty());
  }

  private boolean isFit(Service service, Machine machine) {
    return service.spec().externalTrafficPolicy() == TrafficPolicy.CLUSTER
        || objects.slices().stream()
            .filter(slice -> isOf(slice.metadata().namespace(), slice.serviceName(), service))
            .flatMap(slice -> slice.endpoints().stream())
            .anyMatch(
                endpoint ->
                    machine.name().equals(endpoint.nodeName())
                        && !Boolean.FALSE.equals(endpoint.conditions().ready()));
  }

  private static boolean isOf(String namespace, String name, Service service) {
    return namespace.equals(service.metadata().namespace())
        && name.equals(service.metadata().name());
  }

  private Stream<Balancing> external(Service service) {
    return service.spec().externalIps().stream()
        .filter(ip -> ip.family() == router.family())
        .filter(ip -> machines.stream().noneMatch(machine -> machine.address().equals(ip)))
        .flatMap(
            ip ->
                service.spec().ports().stream()
                    .map(
                        port ->
                            new Balancing(
                                "the route to " + ip,
                                IpProtocol.of(port.protocol()),
                                new Endpoint(ip, port.port()),
                                machines.stream()
                                    .map(each -> new Endpoint(each.address(), port.port()))
                                    .toList(),
                                false,
                                Optional.empty())));
  }
}
