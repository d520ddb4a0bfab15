package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.checker.catalog.UnknownNameException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The kinds of the API groups that Kubernetes itself has and models are made of, v1.30: another
/// name in one of these groups is a mistake. Groups that are not listed may have any kind, as those
/// of custom resources do.
final class KnownKinds {

  private static final Map<String, List<String>> BY_VERSION =
      Map.of(
          "v1",
          List.of(
              "Binding",
              "ConfigMap",
              "Endpoints",
              "Event",
              "LimitRange",
              "Namespace",
              "Node",
              "PersistentVolume",
              "PersistentVolumeClaim",
              "Pod",
              "PodTemplate",
              "ReplicationController",
              "ResourceQuota",
              "Secret",
              "Service",
              "ServiceAccount"),
          "apps/v1",
          List.of("ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"),
          "batch/v1",
          List.of("CronJob", "Job"),
          "autoscaling/v1",
          List.of("HorizontalPodAutoscaler", "Scale"),
          "autoscaling/v2",
          List.of("HorizontalPodAutoscaler"),
          "networking.k8s.io/v1",
          List.of("Ingress", "IngressClass", "NetworkPolicy"),
          "policy/v1",
          List.of("Eviction", "PodDisruptionBudget"),
          "discovery.k8s.io/v1",
          List.of("EndpointSlice"));

  private KnownKinds() {}

  /// What is wrong with a kind, if anything is.
  static Optional<String> mistake(String version, String kind) {
    var kinds = BY_VERSION.get(version);
    return kinds == null || kinds.contains(kind)
        ? Optional.empty()
        : Optional.ofNullable(
            new UnknownNameException("kind of " + version, kind, kinds).getMessage());
  }
}
