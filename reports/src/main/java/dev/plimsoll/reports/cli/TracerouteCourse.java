package dev.plimsoll.reports.cli;

import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.network.ingress.Decision;
import dev.plimsoll.network.layers.ClusterObjects;
import dev.plimsoll.network.layers.IngressController;
import dev.plimsoll.network.layers.PodEndpoints;
import dev.plimsoll.network.layers.Reach;
import dev.plimsoll.network.layers.Settings;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.traceroute.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where packets are sent, and among which objects.
///
/// @param endpoints each is sent one; none if there is no address to send to
/// @param proxy who asks others where they arrive
record TracerouteCourse(
    ClusterObjects objects,
    IpProtocol protocol,
    Family family,
    List<Endpoint> endpoints,
    Proxy proxy) {

  /// Addresses that mean nothing outside: RFC 1918, RFC 4193; and loopback.
  private static final List<Prefix> PRIVATE =
      Stream.of(
              "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "127.0.0.0/8", "::1/128")
          .map(Prefix::parse)
          .toList();

  TracerouteCourse {
    endpoints = List.copyOf(endpoints);
  }

  /// To an address and port.
  static TracerouteCourse to(Endpoint endpoint, IpProtocol protocol, Manifests manifests) {
    var family = endpoint.address().family();
    var objects = objects(manifests, family);
    return new TracerouteCourse(objects, protocol, family, List.of(endpoint), Proxy.NONE);
  }

  /// To a port of a Service.
  ///
  /// @param asked the family; that of its first address where it is null
  /// @param isOutside whether the sender is outside the cluster
  /// @throws UsageException if there is no such Service, or it has no such port
  static TracerouteCourse to(
      TracerouteTarget.OfService wanted,
      @Nullable Family asked,
      boolean isOutside,
      Manifests manifests) {
    var service =
        latest(manifests, Service.class).stream()
            .filter(each -> each.metadata().namespace().equals(wanted.namespace()))
            .filter(each -> each.metadata().name().equals(wanted.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no Service %s/%s".formatted(wanted.namespace(), wanted.name())));
    var port = port(service, wanted.port());
    var family = asked == null ? family(service) : asked;
    var objects = objects(manifests, family);
    var reach = new Reach(objects, family);
    return new TracerouteCourse(
        objects,
        IpProtocol.of(port.protocol()),
        family,
        isOutside ? reach.outside(service, port) : reach.inside(service, port),
        Proxy.NONE);
  }

  /// To the load balancer that has made a decision about a request.
  ///
  /// @param asked the family; IPv4 where it is null
  static TracerouteCourse to(Decision decision, @Nullable Family asked, Manifests manifests) {
    var family = asked == null ? Family.IPV4 : asked;
    var objects = objects(manifests, family);
    var controller = IngressController.of(objects, family, decision);
    return new TracerouteCourse(
        objects, IpProtocol.TCP, family, controller.addresses(), controller);
  }

  private static ServicePort port(Service service, String wanted) {
    return service.spec().ports().stream()
        .filter(each -> each.name().equals(wanted) || Integer.toString(each.port()).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Service %s: expected one of its ports %s, but is '%s'"
                        .formatted(
                            service.metadata().namespacedName(),
                            service.spec().ports().stream().map(ServicePort::port).toList(),
                            wanted)));
  }

  private static Family family(Service service) {
    return service.spec().clusterIps().stream()
        .findFirst()
        .map(Address::family)
        .orElse(Family.IPV4);
  }

  /// The objects; where there is no EndpointSlice, those that a controller would make.
  private static ClusterObjects objects(Manifests manifests, Family family) {
    var pods = latest(manifests, Pod.class);
    var services = latest(manifests, Service.class);
    var slices = manifests.endpointSlices();
    return new ClusterObjects(
        latest(manifests, Node.class),
        pods,
        services,
        slices.isEmpty() ? PodEndpoints.of(services, pods, family) : slices);
  }

  /// Objects in the order in which they are read; of two with one name the later, as when files are
  /// applied in order.
  private static <T extends KubernetesObject> List<T> latest(Manifests manifests, Class<T> type) {
    var byName = new LinkedHashMap<String, T>();
    manifests.ofType(type).forEach(each -> byName.put(each.metadata().namespacedName(), each));
    return List.copyOf(byName.values());
  }

  /// The settings with the host outside: the one that is given, else whoever has the address that
  /// packets are sent to, if nobody in the cluster does and it is a public one.
  ///
  /// @throws UsageException if the one that is given cannot be outside
  Settings settings(Settings settings, TracerouteOptions given) {
    var outside = given.outside();
    if (outside != null && (outside.family() != family || isInside(outside))) {
      throw new UsageException(
          "--outside: expected an address of %s that nobody in the cluster has, but is %s"
              .formatted(family, outside));
    }
    return Optional.ofNullable(outside)
        .or(this::stranger)
        .map(settings::withOutside)
        .orElse(settings);
  }

  private Optional<Address> stranger() {
    return endpoints.stream()
        .map(Endpoint::address)
        .filter(
            address -> !isInside(address) && PRIVATE.stream().noneMatch(it -> it.contains(address)))
        .findFirst();
  }

  private boolean isInside(Address address) {
    return own().anyMatch(address::equals)
        || objects.nodes().stream()
            .flatMap(node -> node.podCidrs().stream())
            .anyMatch(block -> block.contains(address));
  }

  private Stream<Address> own() {
    return Stream.of(
            objects.nodes().stream().flatMap(node -> node.addresses().stream()),
            objects.services().stream().flatMap(each -> each.spec().clusterIps().stream()),
            objects.services().stream().flatMap(each -> each.spec().externalIps().stream()),
            objects.services().stream()
                .flatMap(each -> each.loadBalancer().stream())
                .flatMap(it -> Optional.ofNullable(it.ip()).stream()))
        .flatMap(each -> each);
  }
}
