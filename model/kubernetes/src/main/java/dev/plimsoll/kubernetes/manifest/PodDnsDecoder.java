package dev.plimsoll.kubernetes.manifest;

import static dev.plimsoll.kubernetes.manifest.ServiceDecoder.each;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.workload.PodDns;
import io.fabric8.kubernetes.api.model.PodDNSConfig;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads how a pod resolves names.
final class PodDnsDecoder {

  static final Fields FIELDS = Fields.of("nameservers", "searches", "options");

  private PodDnsDecoder() {}

  static PodDns decode(PodSpec spec, Position at) {
    var config = spec.getDnsConfig();
    var inner = at.field("dnsConfig");
    var policy =
        at.field("dnsPolicy")
            .constant(PodDns.Policy.class, spec.getDnsPolicy(), PodDns.Policy.CLUSTER_FIRST);
    var nameservers =
        each(
            config == null ? null : config.getNameservers(),
            inner.field("nameservers"),
            (text, place) -> place.check(() -> Address.parse(text).unmapped()));
    var searches =
        each(
            config == null ? null : config.getSearches(),
            inner.field("searches"),
            (text, place) -> place.check(() -> search(text)));
    var options = options(config, inner.field("options"));
    return (config == null ? at.field("dnsPolicy") : inner)
        .check(() -> new PodDns(policy, nameservers, searches, options));
  }

  private static List<PodDns.Option> options(@Nullable PodDNSConfig config, Position at) {
    return each(
        config == null ? null : config.getOptions(),
        at,
        (option, place) -> {
          var name = place.field("name").require(option.getName(), "a name");
          return place.check(() -> new PodDns.Option(name, Optional.ofNullable(option.getValue())));
        });
  }

  /// A domain, which may end with a dot, or the root.
  private static String search(String text) {
    if (!text.matches("\\.|[a-z0-9_]([-a-z0-9_.]*[a-z0-9_])?\\.?") || text.length() > 254) {
      throw new IllegalArgumentException(
          "expected a domain to search such as example.com, found \"%s\""
              .formatted(ManifestReader.shortened(text)));
    }
    return text;
  }
}
