package dev.plimsoll.reports.cli;

import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.kubernetes.manifest.SourceLine;
import dev.plimsoll.kubernetes.workload.PodDns;
import dev.plimsoll.network.dns.Lookup;
import dev.plimsoll.network.dns.ResolvConf;
import dev.plimsoll.network.dns.Resolver;

/// What a pod is answered, and where the manifests say so.
///
/// @param client who asks
/// @param conf by which it does
/// @param isNodeKnown whether the settings of the node were given
record DnsAnswer(
    Manifests manifests,
    DnsClient client,
    Resolver resolver,
    ResolvConf conf,
    Lookup lookup,
    boolean isNodeKnown) {

  /// Where an object was read; the last place where several.
  SourceLine place(KubernetesObject object) {
    var metadata = object.metadata();
    return manifests.place(object.kind(), metadata.namespace(), metadata.name()).orElseThrow();
  }

  /// Whether domains to search may be missing before a name that was asked for.
  boolean missesSearches() {
    var steps = lookup.steps();
    return !isNodeKnown
        && client.pod().dns().policy() != PodDns.Policy.NONE
        && steps.size() > 1
        && steps.getLast().search().isEmpty();
  }
}
