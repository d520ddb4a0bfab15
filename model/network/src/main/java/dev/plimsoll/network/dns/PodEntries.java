package dev.plimsoll.network.dns;

import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.kubernetes.workload.Pod.Phase;
import dev.plimsoll.network.dns.Entry.Found;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who is at the names of pods, such as `10-0-0-1.default.pod.cluster.local`: CoreDNS,
/// `plugin/kubernetes/kubernetes.go`, `findPods`.
record PodEntries(ZoneConfig config, List<Pod> pods) {

  /// Such pods are not watched: `podListFunc` of `controller.go`.
  private static final Set<Phase> ENDED = EnumSet.of(Phase.SUCCEEDED, Phase.FAILED, Phase.UNKNOWN);

  PodEntries {
    pods = pods.stream().filter(pod -> !pod.phase().map(ENDED::contains).orElse(false)).toList();
  }

  Found find(RecordRequest request) {
    if (config.pods() == PodMode.DISABLED) {
      return Found.none(Reason.PODS_DISABLED, List.of());
    }
    if (request.service().isEmpty()) {
      return Found.nobody(Reason.NAMESPACE);
    }
    var address = address(request.service());
    if (address.isEmpty()) {
      return Found.none(
          config.pods() == PodMode.INSECURE ? Reason.NO_ADDRESS : Reason.NO_POD, List.of());
    }
    var name =
        new DomainName(List.of(request.service(), request.namespace(), RecordRequest.POD))
            .below(config.domain());
    if (config.pods() == PodMode.INSECURE) {
      return Found.those(Reason.POD_NAME, List.of(Entry.at(address.get(), 0, name, List.of())));
    }
    var found =
        pods.stream()
            .filter(pod -> pod.metadata().namespace().equals(request.namespace()))
            .filter(pod -> pod.network().addresses().contains(address.get()))
            .map(pod -> Entry.at(address.get(), 0, name, List.<KubernetesObject>of(pod)))
            .toList();
    return found.isEmpty() ? Found.none(Reason.NO_POD, List.of()) : Found.those(Reason.POD, found);
  }

  /// The address that a label is: with dashes for dots, or for colons.
  private static Optional<Address> address(String label) {
    var isIpv4 = label.matches("[^-]+-[^-]+-[^-]+-[^-]+");
    try {
      return Optional.of(Address.parse(label.replace('-', isIpv4 ? '.' : ':')).unmapped());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
