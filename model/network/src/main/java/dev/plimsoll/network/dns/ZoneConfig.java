package dev.plimsoll.network.dns;

/// How a cluster's DNS is set up.
///
/// @param domain of the cluster, e.g. `cluster.local`
/// @param pods which pods have names
/// @param endpointPodNames whether an endpoint without a hostname is named after its pod, and not
///     after its address: the option `endpoint_pod_names`
public record ZoneConfig(DomainName domain, PodMode pods, boolean endpointPodNames) {

  /// What kubeadm sets up, v1.30.
  public static final ZoneConfig KUBEADM =
      new ZoneConfig(DomainName.parse("cluster.local"), PodMode.INSECURE, false);
}
