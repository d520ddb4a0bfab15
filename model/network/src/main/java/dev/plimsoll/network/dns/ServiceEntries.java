package dev.plimsoll.network.dns;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.EndpointPort;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.EndpointSlice.AddressType;
import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServiceType;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.dns.Entry.Found;
import dev.plimsoll.network.dns.ResourceRecord.Data;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Who is at the names of Services: CoreDNS, `plugin/kubernetes/kubernetes.go`, `findServices`.
///
/// @param services each name once
/// @param slices those whose endpoints have addresses
record ServiceEntries(ZoneConfig config, Collection<Service> services, List<EndpointSlice> slices) {

  /// The longest name of a pod that can be a label.
  private static final int LONGEST_LABEL = 63;

  ServiceEntries {
    slices = slices.stream().filter(each -> each.addressType() != AddressType.FQDN).toList();
  }

  Found find(RecordRequest request) {
    if (request.service().isEmpty()) {
      return Found.nobody(Reason.NAMESPACE);
    }
    var service = service(request.namespace(), request.service());
    if (service.isEmpty()) {
      return Found.none(Reason.NO_SERVICE, List.of());
    }
    if (service.get().spec().type() == ServiceType.EXTERNAL_NAME) {
      return alias(service.get(), request);
    }
    return service.get().spec().headless() || !request.endpoint().isEmpty()
        ? endpoints(service.get(), request)
        : clusterIps(service.get(), request);
  }

  /// The name of a Service.
  DomainName name(String service, String namespace) {
    return new DomainName(List.of(service, namespace, RecordRequest.SVC)).below(config.domain());
  }

  /// The name of an endpoint of a slice: `endpointHostname`.
  DomainName name(Endpoint endpoint, String address, EndpointSlice slice) {
    return new DomainName(List.of(label(endpoint, address)))
        .below(name(slice.serviceName(), slice.metadata().namespace()));
  }

  /// Whether it counts as ready: where that is not known it does.
  static boolean isReady(Endpoint endpoint) {
    return !Boolean.FALSE.equals(endpoint.conditions().ready());
  }

  private Optional<Service> service(String namespace, String name) {
    return services.stream()
        .filter(each -> each.metadata().namespace().equals(namespace))
        .filter(each -> each.metadata().name().equals(name))
        .findFirst();
  }

  private Found alias(Service service, RecordRequest request) {
    var sources = List.<KubernetesObject>of(service);
    var target = service.spec().externalName();
    if (!request.isWholeService()) {
      return Found.none(Reason.BELOW_ALIAS, sources);
    }
    if (isAddress(target)) {
      return Found.none(Reason.ALIAS_OF_ADDRESS, sources);
    }
    var alias = new Data.Alias(DomainName.parse(target));
    return Found.those(Reason.ALIAS, List.of(new Entry(alias, 0, name(service), sources)));
  }

  private static boolean isAddress(String text) {
    try {
      Address.parse(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private Found clusterIps(Service service, RecordRequest request) {
    var sources = List.<KubernetesObject>of(service);
    var spec = service.spec();
    var families = spec.ipFamilies().isEmpty() ? List.of(Family.IPV4) : spec.ipFamilies();
    var entries =
        ports(
                spec.ports().stream()
                    .map(each -> new Port(each.name(), each.protocol(), each.port())))
            .filter(port -> request.means(port.name(), port.protocol()))
            .flatMap(
                port ->
                    spec.clusterIps().isEmpty()
                        ? families.stream()
                            .map(it -> Entry.pending(it, port.number(), name(service), sources))
                        : spec.clusterIps().stream()
                            .map(it -> Entry.at(it, port.number(), name(service), sources)))
            .toList();
    return entries.isEmpty()
        ? Found.none(Reason.NO_PORT, sources)
        : Found.those(Reason.CLUSTER_IP, entries);
  }

  private Found endpoints(Service service, RecordRequest request) {
    var of = slices.stream().filter(slice -> isOf(slice, service)).toList();
    var sources = new ArrayList<KubernetesObject>(List.of(service));
    if (of.isEmpty() && !service.spec().selector().isEmpty()) {
      return Found.unknown(Reason.SLICES_NOT_KNOWN, sources);
    }
    var entries = of.stream().flatMap(slice -> entries(service, slice, request)).toList();
    if (!entries.isEmpty()) {
      var reason = request.endpoint().isEmpty() ? Reason.ENDPOINTS : Reason.ENDPOINT;
      return Found.those(reason, entries);
    }
    sources.addAll(of);
    return Found.none(lack(of, request), sources);
  }

  private static Reason lack(List<EndpointSlice> slices, RecordRequest request) {
    if (slices.stream().flatMap(it -> it.endpoints().stream()).noneMatch(ServiceEntries::isReady)) {
      return Reason.NONE_READY;
    }
    return request.endpoint().isEmpty() ? Reason.NO_PORT : Reason.NO_ENDPOINT;
  }

  private Stream<Entry> entries(Service service, EndpointSlice slice, RecordRequest request) {
    var sources = List.<KubernetesObject>of(service, slice);
    return slice.endpoints().stream()
        .filter(ServiceEntries::isReady)
        .flatMap(
            endpoint ->
                endpoint.addresses().stream()
                    .filter(it -> meansEndpoint(request, label(endpoint, it)))
                    .flatMap(
                        address ->
                            ports(slice.ports().stream().map(Port::of))
                                .filter(port -> request.means(port.name(), port.protocol()))
                                .map(
                                    port ->
                                        Entry.at(
                                            Address.parse(address),
                                            port.number(),
                                            name(endpoint, address, slice),
                                            sources))));
  }

  private static boolean meansEndpoint(RecordRequest request, String label) {
    return request.endpoint().isEmpty() || request.endpoint().equalsIgnoreCase(label);
  }

  private String label(Endpoint endpoint, String address) {
    var pod = endpoint.podName();
    if (endpoint.hostname() != null) {
      return endpoint.hostname();
    }
    if (config.endpointPodNames() && pod != null && pod.length() <= LONGEST_LABEL) {
      return pod;
    }
    var dashed = address.replace('.', '-').replace(':', '-');
    return dashed.endsWith("-") ? dashed + "0" : dashed;
  }

  private DomainName name(Service service) {
    return name(service.metadata().name(), service.metadata().namespace());
  }

  private static boolean isOf(EndpointSlice slice, Service service) {
    return slice.metadata().namespace().equals(service.metadata().namespace())
        && slice.serviceName().equals(service.metadata().name());
  }

  /// A port of a Service or slice.
  private record Port(String name, String protocol, int number) {

    private static final Port NONE = new Port("", "", Entry.NO_PORT);

    private Port(String name, Protocol protocol, int number) {
      this(name, protocol.toString(), number);
    }

    private static Port of(EndpointPort port) {
      return new Port(
          Objects.requireNonNullElse(port.name(), ""),
          port.protocol(),
          Objects.requireNonNullElse(port.port(), Entry.NO_PORT));
    }
  }

  /// The ports, or one that stands for none.
  private static Stream<Port> ports(Stream<Port> ports) {
    var all = ports.toList();
    return all.isEmpty() ? Stream.of(Port.NONE) : all.stream();
  }
}
