package dev.plimsoll.kubernetes;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import java.util.List;
import java.util.Map;

/// A part of a Service's endpoints: discovery.k8s.io/v1 `EndpointSlice`.
///
/// The Service is named by the label [Service#NAME_LABEL].
///
/// @param metadata name, namespace, labels and annotations
/// @param addressType what the endpoints' addresses are
/// @param endpoints at most 1,000
/// @param ports at most 20,000, the same for all endpoints
public record EndpointSlice(
    ObjectMeta metadata,
    AddressType addressType,
    List<Endpoint> endpoints,
    List<EndpointPort> ports)
    implements KubernetesObject {

  /// The kind of all addresses of one slice.
  public enum AddressType {
    /// IPv4 addresses.
    IPV4("IPv4"),
    /// IPv6 addresses.
    IPV6("IPv6"),
    /// Names in DNS. kube-proxy ignores such slices.
    FQDN("FQDN");

    private final String text;

    AddressType(String text) {
      this.text = text;
    }

    /// The API's spelling.
    @Override
    public String toString() {
      return text;
    }

    /// The address in its one canonical form.
    ///
    /// @throws IllegalArgumentException where it is not of this type
    public String canonical(String address) {
      return switch (this) {
        case IPV4 -> ofFamily(address, Family.IPV4);
        case IPV6 -> ofFamily(address, Family.IPV6);
        case FQDN -> address;
      };
    }

    private String ofFamily(String text, Family family) {
      var address = Address.parse(text).unmapped();
      if (address.family() != family) {
        throw new IllegalArgumentException(
            "expected an %s address, found \"%s\"".formatted(this, text));
      }
      return address.toString();
    }
  }

  /// Copies the lists; refuses addresses of another type and more than the API's limits.
  public EndpointSlice {
    endpoints = List.copyOf(endpoints);
    ports = List.copyOf(ports);
    if (endpoints.size() > 1_000) {
      throw new IllegalArgumentException(
          "expected at most 1000 endpoints in a slice, found " + endpoints.size());
    }
    if (ports.size() > 20_000) {
      throw new IllegalArgumentException(
          "expected at most 20000 ports in a slice, found " + ports.size());
    }
    for (var endpoint : endpoints) {
      for (var address : endpoint.addresses()) {
        if (!addressType.canonical(address).equals(address)) {
          throw new IllegalArgumentException(
              "expected the canonical form of an address, found \"%s\"".formatted(address));
        }
      }
    }
  }

  /// The slice of a Service whose pods are at IPv4 addresses and listen at its own ports; it is
  /// called as the Service is.
  public static EndpointSlice of(Service service, List<Endpoint> endpoints) {
    var name = service.metadata();
    var ports =
        service.spec().ports().stream()
            .map(port -> new EndpointPort(port.name(), port.protocol(), port.port()))
            .toList();
    return new EndpointSlice(
        name.withLabels(Map.of(Service.NAME_LABEL, name.name())),
        AddressType.IPV4,
        endpoints,
        ports);
  }

  /// The name of the Service in the same namespace that the slice is of; empty where it has none.
  public String serviceName() {
    return metadata.labels().getOrDefault(Service.NAME_LABEL, "");
  }
}
