package dev.plimsoll.network.proxy;

import java.util.Locale;

/// A release of kube-proxy with its feature gates, as far as rules differ by them.
///
/// Follows pkg/proxy/topology.go and pkg/proxy/iptables/proxier.go of each, pkg/features.
///
/// @param version of Kubernetes
/// @param trafficDistribution the gate ServiceTrafficDistribution: hints alone decide on topology,
///     whatever the Service's annotation says; always so from 1.33 on
/// @param sameTrafficDistribution the gate PreferSameTrafficDistribution, from 1.33 on: hints for
///     nodes come before those for zones
/// @param packetCounters whether the kernel's accounting (nfacct) is there, from 1.31 on: some
///     rules count packets
public record Release(
    Version version,
    boolean trafficDistribution,
    boolean sameTrafficDistribution,
    boolean packetCounters) {

  /// A minor version.
  public enum Version {
    /// The version that recordings are of.
    V1_30,
    /// Brings packet counters.
    V1_31,
    /// Writes the rules of 1.31, and compares connection tracking with all endpoints.
    V1_32,
    /// Knows no annotation for topology, but hints for nodes.
    V1_33,
    /// Heeds hints for nodes by default.
    V1_34;

    /// `1.30`.
    @Override
    public String toString() {
      return name().substring(1).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /// Whether it is this one or a later one.
    public boolean isAtLeast(Version other) {
      return compareTo(other) >= 0;
    }
  }

  /// Refuses what the version has not yet, or has no more.
  public Release {
    if (version.isAtLeast(Version.V1_33) && !trafficDistribution) {
      throw new IllegalArgumentException(
          "expected ServiceTrafficDistribution to be on: %s cannot do without".formatted(version));
    }
    if (!version.isAtLeast(Version.V1_33) && sameTrafficDistribution) {
      throw new IllegalArgumentException(
          "expected PreferSameTrafficDistribution to be off: it comes with 1.33, this is "
              + version);
    }
    if (!version.isAtLeast(Version.V1_31) && packetCounters) {
      throw new IllegalArgumentException(
          "expected no packet counters: they come with 1.31, this is " + version);
    }
  }

  /// A version with its default gates, on a kernel that can count.
  public static Release of(Version version) {
    return new Release(
        version,
        version.isAtLeast(Version.V1_31),
        version.isAtLeast(Version.V1_34),
        version.isAtLeast(Version.V1_31));
  }
}
