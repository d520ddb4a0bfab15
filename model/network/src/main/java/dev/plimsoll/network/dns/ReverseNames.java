package dev.plimsoll.network.dns;

import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.dns.ResourceRecord.Data;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The names of addresses: CoreDNS, `plugin/kubernetes/reverse.go`, and
/// `plugin/pkg/dnsutil/reverse.go`.
///
/// @param services whose addresses they are
record ReverseNames(ServiceEntries services) {

  private static final DomainName IPV4 = DomainName.parse("in-addr.arpa");
  private static final DomainName IPV6 = DomainName.parse("ip6.arpa");

  static boolean isReverse(DomainName name) {
    return name.isWithin(IPV4) || name.isWithin(IPV6);
  }

  Answer answer(Question question) {
    var address = address(question.name());
    if (question.type() == RecordType.PTR && address.isPresent()) {
      var records = new LinkedHashSet<ResourceRecord>();
      var sources = new ArrayList<KubernetesObject>();
      ofService(address.get(), question.name(), records, sources);
      if (records.isEmpty()) {
        ofEndpoints(address.get(), question.name(), records, sources);
      }
      if (!records.isEmpty()) {
        return Answer.with(question, Reason.REVERSE, List.copyOf(records), sources);
      }
    }
    return Answer.without(question, Outcome.UNKNOWN, Reason.ADDRESS_FORWARDED, List.of());
  }

  private void ofService(
      Address address,
      DomainName name,
      LinkedHashSet<ResourceRecord> records,
      List<KubernetesObject> sources) {
    services.services().stream()
        .filter(service -> service.spec().clusterIps().contains(address))
        .findFirst()
        .ifPresent(
            service -> {
              var metadata = service.metadata();
              var target = services.name(metadata.name(), metadata.namespace());
              records.add(new ResourceRecord(name, new Data.Pointer(target)));
              sources.add(service);
            });
  }

  private void ofEndpoints(
      Address address,
      DomainName name,
      LinkedHashSet<ResourceRecord> records,
      List<KubernetesObject> sources) {
    var text = address.toString();
    for (var slice : services.slices()) {
      for (var endpoint : slice.endpoints()) {
        var isMeant =
            !slice.serviceName().isEmpty()
                && ServiceEntries.isReady(endpoint)
                && endpoint.addresses().contains(text);
        if (isMeant) {
          var target = services.name(endpoint, text, slice);
          records.add(new ResourceRecord(name, new Data.Pointer(target)));
          sources.add(slice);
        }
      }
    }
  }

  /// The name that an address has its own name at (RFC 1035 §3.5, RFC 3596 §2.5).
  static DomainName nameOf(Address address) {
    return switch (address.family()) {
      case IPV4 -> new DomainName(List.of(address.toString().split("\\.")).reversed()).below(IPV4);
      case IPV6 -> {
        var digits = "%016x%016x".formatted(address.high(), address.low());
        yield new DomainName(List.of(digits.split("")).reversed()).below(IPV6);
      }
    };
  }

  /// The address that a name is of, if it is of one.
  private static Optional<Address> address(DomainName name) {
    var isIpv4 = name.isWithin(IPV4);
    var text =
        isIpv4
            ? String.join(".", name.leftOf(IPV4).reversed())
            : String.join("", nibbles(name)).replaceAll("(.{4})(?=.)", "$1:");
    try {
      return Optional.of(Address.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The hexadecimal digits of an IPv6 address; none where the name has not 32 of them.
  private static List<String> nibbles(DomainName name) {
    var labels = name.leftOf(IPV6).reversed();
    return labels.size() == 32 && labels.stream().allMatch(it -> it.matches("[0-9a-f]"))
        ? labels
        : List.of();
  }
}
