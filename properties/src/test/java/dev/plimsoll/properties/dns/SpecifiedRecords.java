package dev.plimsoll.properties.dns;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServiceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The records that must exist, as lines of a zone file without priority and weight:
/// kubernetes/dns, `docs/specification.md`, version 1.1.0. Written down for itself, over strings.
///
/// @param services all
/// @param slices all, whose addresses are IPv4
record SpecifiedRecords(List<Service> services, List<EndpointSlice> slices) {

  private static final String ZONE = "cluster.local.";

  /// All of them.
  List<String> all() {
    var records = new ArrayList<>(List.of("dns-version.%s TXT \"1.1.0\"".formatted(ZONE)));
    for (var service : services) {
      if (service.spec().type() == ServiceType.EXTERNAL_NAME) {
        records.add("%s CNAME %s.".formatted(name(service), service.spec().externalName()));
      } else if (service.spec().headless()) {
        headless(service, records);
      } else {
        clusterIp(service, records);
      }
    }
    return records;
  }

  /// §2.3.
  private static void clusterIp(Service service, List<String> records) {
    for (var address : service.spec().clusterIps()) {
      records.add("%s A %s".formatted(name(service), address));
      records.add("%s PTR %s".formatted(reverse(address.toString()), name(service)));
    }
    for (var port : service.spec().ports()) {
      if (!port.name().isEmpty()) {
        records.add(
            "_%s._%s.%s SRV %d %s"
                .formatted(
                    port.name(),
                    port.protocol().toString().toLowerCase(Locale.ROOT),
                    name(service),
                    port.port(),
                    name(service)));
      }
    }
  }

  /// §2.4.
  private void headless(Service service, List<String> records) {
    for (var slice : slices) {
      if (slice.serviceName().equals(service.metadata().name())
          && slice.metadata().namespace().equals(service.metadata().namespace())) {
        slice.endpoints().stream()
            .filter(endpoint -> !Boolean.FALSE.equals(endpoint.conditions().ready()))
            .forEach(endpoint -> endpoint(service, slice, endpoint, records));
      }
    }
  }

  private static void endpoint(
      Service service, EndpointSlice slice, Endpoint endpoint, List<String> records) {
    var address = endpoint.addresses().getFirst();
    var hostname = Objects.requireNonNullElse(endpoint.hostname(), address.replace('.', '-'));
    var name = hostname + "." + name(service);
    records.add("%s A %s".formatted(name(service), address));
    records.add("%s A %s".formatted(name, address));
    records.add("%s PTR %s".formatted(reverse(address), name));
    for (var port : slice.ports()) {
      records.add(
          "_%s._%s.%s SRV %d %s"
              .formatted(
                  port.name(),
                  port.protocol().toString().toLowerCase(Locale.ROOT),
                  name(service),
                  port.port(),
                  name));
    }
  }

  private static String name(Service service) {
    return "%s.%s.svc.%s"
        .formatted(service.metadata().name(), service.metadata().namespace(), ZONE);
  }

  private static String reverse(String address) {
    return String.join(".", List.of(address.split("\\.")).reversed()) + ".in-addr.arpa.";
  }
}
