package dev.plimsoll.network.dns;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.workload.PodDns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/// Writes the settings of a pod's resolver, as a kubelet does: Kubernetes v1.30,
/// `pkg/kubelet/network/dns/dns.go`, `Configurer`. Options keep their order here.
///
/// @param domain of the cluster
/// @param clusterDns the addresses of its name servers; none where the kubelet knows of none
/// @param node the settings of the node
public record Configurer(DomainName domain, List<Address> clusterDns, ResolvConf node) {

  private static final List<String> DEFAULT_OPTIONS = List.of("ndots:5");

  /// `MaxDNSNameservers`, `MaxDNSSearchPaths`, `MaxDNSSearchListChars` of
  /// `pkg/apis/core/validation`; `DNS1123SubdomainMaxLength`.
  private static final int MOST_NAMESERVERS = 3;

  private static final int MOST_SEARCHES = 32;
  private static final int MOST_CHARACTERS = 2_048;
  private static final int LONGEST_SEARCH = 253;

  /// Copies the list.
  public Configurer {
    clusterDns = List.copyOf(clusterDns);
  }

  /// The settings of a pod: `GetPodDNS`.
  ///
  /// @param namespace of the pod
  /// @param hostNetwork whether it is in the network of its node
  /// @param dns what it says of it
  public ResolvConf of(String namespace, boolean hostNetwork, PodDns dns) {
    var base =
        switch (dns.policy()) {
          case NONE -> ResolvConf.EMPTY;
          case DEFAULT -> node;
          case CLUSTER_FIRST -> hostNetwork ? node : ofCluster(namespace);
          case CLUSTER_FIRST_WITH_HOST_NET -> ofCluster(namespace);
        };
    return fitting(
        new ResolvConf(
            distinct(base.nameservers(), dns.nameservers().stream().map(Address::toString)),
            distinct(base.searches(), dns.searches().stream()),
            merged(base.options(), dns.options())));
  }

  private ResolvConf ofCluster(String namespace) {
    return clusterDns.isEmpty()
        ? node
        : new ResolvConf(
            clusterDns.stream().map(Address::toString).toList(),
            distinct(
                Stream.of(namespace + ".svc.", "svc.", "").map(it -> it + withoutDot()).toList(),
                node.searches().stream()),
            DEFAULT_OPTIONS);
  }

  private String withoutDot() {
    return String.join(".", domain.labels());
  }

  /// Those and then others, each once: `omitDuplicates`.
  private static List<String> distinct(List<String> some, Stream<String> more) {
    return List.copyOf(new LinkedHashSet<>(Stream.concat(some.stream(), more).toList()));
  }

  /// What the pod says of an option counts: `mergeDNSOptions`.
  private static List<String> merged(List<String> options, List<PodDns.Option> ofPod) {
    var byName = new LinkedHashMap<String, String>();
    for (var option : options) {
      var colon = option.indexOf(':');
      byName.put(
          colon < 0 ? option : option.substring(0, colon),
          colon < 0 ? "" : option.substring(colon + 1));
    }
    ofPod.forEach(option -> byName.put(option.name(), option.value().orElse("")));
    return byName.entrySet().stream()
        .map(it -> it.getValue().isEmpty() ? it.getKey() : it.getKey() + ":" + it.getValue())
        .toList();
  }

  /// What is too much is left out: `formDNSConfigFitsLimits`.
  private static ResolvConf fitting(ResolvConf conf) {
    var searches =
        new ArrayList<>(
            conf.searches().stream()
                .limit(MOST_SEARCHES)
                .filter(search -> search.length() <= LONGEST_SEARCH)
                .toList());
    while (String.join(" ", searches).length() > MOST_CHARACTERS) {
      searches.removeLast();
    }
    return new ResolvConf(
        conf.nameservers().stream().limit(MOST_NAMESERVERS).toList(), searches, conf.options());
  }
}
