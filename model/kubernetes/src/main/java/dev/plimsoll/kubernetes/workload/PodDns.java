package dev.plimsoll.kubernetes.workload;

import dev.plimsoll.kubernetes.address.Address;
import java.util.List;
import java.util.Optional;

/// What a pod says of how it resolves names: `dnsPolicy` and `dnsConfig` of core/v1 `PodSpec`, with
/// the limits of `validatePodDNSConfig` (`pkg/apis/core/validation`, v1.30).
///
/// @param policy where its resolver's settings are from
/// @param nameservers more name servers, at most 3; at least one where the policy is `None`
/// @param searches more domains to search, at most 32 and 2,048 characters
/// @param options more options of the resolver
public record PodDns(
    Policy policy, List<Address> nameservers, List<String> searches, List<Option> options) {

  /// A pod that does not say.
  public static final PodDns PLAIN =
      new PodDns(Policy.CLUSTER_FIRST, List.of(), List.of(), List.of());

  private static final int MOST_NAMESERVERS = 3;
  private static final int MOST_SEARCHES = 32;
  private static final int MOST_CHARACTERS = 2_048;

  /// Where a pod's settings are from: core/v1 `DNSPolicy`.
  public enum Policy {
    /// From the cluster, but in the network of a node from that. The API's default.
    CLUSTER_FIRST("ClusterFirst"),
    /// From the cluster, whatever its network.
    CLUSTER_FIRST_WITH_HOST_NET("ClusterFirstWithHostNet"),
    /// From the node.
    DEFAULT("Default"),
    /// From the pod alone.
    NONE("None");

    private final String text;

    Policy(String text) {
      this.text = text;
    }

    /// The API's spelling.
    @Override
    public String toString() {
      return text;
    }
  }

  /// An option of the resolver: core/v1 `PodDNSConfigOption`.
  ///
  /// @param name e.g. `ndots`
  /// @param value e.g. `2`, where it has one
  public record Option(String name, Optional<String> value) {

    /// Refuses an option without a name.
    public Option {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("expected an option with a name, found none");
      }
    }
  }

  /// Copies the lists; refuses what the API server refuses.
  public PodDns {
    nameservers = List.copyOf(nameservers);
    searches = List.copyOf(searches);
    options = List.copyOf(options);
    if (policy == Policy.NONE && nameservers.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a name server in dnsConfig, as dnsPolicy is None, found none");
    }
    if (nameservers.size() > MOST_NAMESERVERS) {
      throw new IllegalArgumentException(
          "expected at most %d name servers, found %d"
              .formatted(MOST_NAMESERVERS, nameservers.size()));
    }
    if (searches.size() > MOST_SEARCHES || String.join(" ", searches).length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "expected at most %d domains to search, of at most %d characters"
              .formatted(MOST_SEARCHES, MOST_CHARACTERS));
    }
  }
}
