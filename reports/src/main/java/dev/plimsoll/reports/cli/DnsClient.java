package dev.plimsoll.reports.cli;

import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.kubernetes.workload.DaemonSet;
import dev.plimsoll.kubernetes.workload.Deployment;
import dev.plimsoll.kubernetes.workload.DeschedulerPolicy;
import dev.plimsoll.kubernetes.workload.HorizontalPodAutoscaler;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.kubernetes.workload.PodDisruptionBudget;
import dev.plimsoll.kubernetes.workload.PodSpec;
import dev.plimsoll.kubernetes.workload.ReplicaSet;
import dev.plimsoll.kubernetes.workload.StatefulSet;
import dev.plimsoll.kubernetes.workload.WorkloadObject;
import java.util.Optional;

/// Who asks for a name.
///
/// @param text as the user names it
/// @param namespace of the pod
/// @param pod what it asks for
record DnsClient(String text, String namespace, PodSpec pod) {

  /// A namespace, or a Pod or the controller of some; of several of one name a Pod comes first.
  ///
  /// @throws UsageException where there is none
  static DnsClient parse(String text, Manifests manifests) {
    var slash = text.indexOf('/');
    if (slash < 0) {
      return new DnsClient(text, requireLabel(text), PodSpec.PLAIN);
    }
    var namespace = requireLabel(text.substring(0, slash));
    var pods =
        manifests.ofType(WorkloadObject.class).stream()
            .filter(each -> each.metadata().namespacedName().equals(text))
            .sorted((one, other) -> Boolean.compare(other instanceof Pod, one instanceof Pod))
            .map(DnsClient::spec)
            .flatMap(Optional::stream)
            .toList();
    if (pods.isEmpty()) {
      throw new UsageException(
          "--from: expected a namespace, or a Pod or its controller in the manifests, but is '%s'"
              .formatted(text));
    }
    return new DnsClient(text, namespace, pods.getFirst());
  }

  private static String requireLabel(String namespace) {
    if (!namespace.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
      throw new UsageException(
          "--from: expected a namespace such as default, but is '%s'".formatted(namespace));
    }
    return namespace;
  }

  private static Optional<PodSpec> spec(WorkloadObject object) {
    return switch (object) {
      case Pod pod -> Optional.of(pod.spec());
      case Deployment deployment -> Optional.of(deployment.template().spec());
      case ReplicaSet set -> Optional.of(set.template().spec());
      case StatefulSet set -> Optional.of(set.template().spec());
      case DaemonSet set -> Optional.of(set.template().spec());
      case Node _, HorizontalPodAutoscaler _, PodDisruptionBudget _, DeschedulerPolicy _ ->
          Optional.empty();
    };
  }
}
