package dev.plimsoll.kubernetes.workload;

import dev.plimsoll.kubernetes.ObjectMeta;
import java.util.Optional;

/// Sets the number of another object's pods by how busy they are: autoscaling/v2
/// `HorizontalPodAutoscaler`, and v1's.
///
/// @param metadata name, namespace, labels and annotations
/// @param target the object whose `replicas` it sets
/// @param minReplicas the fewest; 1 where the manifest does not say
/// @param maxReplicas the most
/// @param cpuUtilization the per cent of requested CPU that the pods should use, [#DEFAULT_CPU]
///     where the manifest names no metric; absent where it names only others
public record HorizontalPodAutoscaler(
    ObjectMeta metadata,
    Target target,
    int minReplicas,
    int maxReplicas,
    Optional<Integer> cpuUtilization)
    implements WorkloadObject {

  /// What the API server makes of a manifest without metrics.
  public static final int DEFAULT_CPU = 80;

  /// The object that is scaled.
  ///
  /// @param kind e.g. `Deployment`
  /// @param name in the same namespace
  public record Target(String kind, String name) {}

  /// Refuses fewer than one pod, a greatest number below the least, and a utilization below 1.
  public HorizontalPodAutoscaler {
    if (minReplicas < 1) {
      throw new IllegalArgumentException(
          "expected minReplicas of at least 1, found " + minReplicas);
    }
    if (maxReplicas < minReplicas) {
      throw new IllegalArgumentException(
          "expected maxReplicas of at least minReplicas, %d, found %d"
              .formatted(minReplicas, maxReplicas));
    }
    if (cpuUtilization.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "expected a utilization of at least 1, found " + cpuUtilization.orElseThrow());
    }
  }
}
