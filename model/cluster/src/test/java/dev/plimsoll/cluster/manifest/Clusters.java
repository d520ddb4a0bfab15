package dev.plimsoll.cluster.manifest;

import dev.plimsoll.kubernetes.manifest.ManifestReader;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Clusters of one Deployment `web`, from manifests.
final class Clusters {

  private Clusters() {}

  static ClusterSpec of(String... documents) {
    var text = String.join("---\n", documents);
    return SpecReader.read(ManifestReader.read("web.yaml", text), OptionalInt.empty()).spec();
  }

  /// @param pod fields of its pods, each with six spaces before
  static String web(String replicas, String pod, String container) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      %s
      selector: {matchLabels: {app: web}}
      template:
        metadata:
          labels: {app: web}
        spec:
    %s      containers:
            - name: web
              image: registry.example/web:1
    %s\
    """
        .formatted(replicas, pod, container);
  }

  static String web(int replicas) {
    return web("replicas: " + replicas, "", "");
  }

  static String autoscaler(int least, int most) {
    return """
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      minReplicas: %d
      maxReplicas: %d
      metrics:
        - type: Resource
          resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
    """
        .formatted(least, most);
  }

  static String budget(String bound) {
    return """
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: {name: web}
    spec:
      %s
      selector: {matchLabels: {app: web}}
    """
        .formatted(bound);
  }

  static String descheduler(String plugin) {
    return """
    apiVersion: descheduler/v1alpha2
    kind: DeschedulerPolicy
    profiles:
      - name: default
        plugins:
          balance: {enabled: [%s]}
    """
        .formatted(plugin);
  }

  /// @param more what else it has, from the first column on
  static String node(String name, String more) {
    return """
    apiVersion: v1
    kind: Node
    metadata:
      name: %s
      labels: {kubernetes.io/hostname: %s}
    %s\
    """
        .formatted(name, name, more);
  }

  static String nodes(int count, String more) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> node("n" + number, more))
        .collect(Collectors.joining("---\n"));
  }
}
