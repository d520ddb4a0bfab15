package dev.plimsoll.kubernetes.workload;

import dev.plimsoll.kubernetes.ObjectMeta;
import java.util.Optional;

/// How many pods may be evicted at a time: policy/v1 `PodDisruptionBudget`.
///
/// @param metadata name, namespace, labels and annotations
/// @param selector the pods; all of the namespace where it is empty, none where it is left out
/// @param minAvailable how many must stay
/// @param maxUnavailable how many may go
public record PodDisruptionBudget(
    ObjectMeta metadata,
    LabelSelector selector,
    Optional<IntOrPercent> minAvailable,
    Optional<IntOrPercent> maxUnavailable)
    implements WorkloadObject {

  /// Refuses both bounds at once, and more than 100 %.
  public PodDisruptionBudget {
    if (minAvailable.isPresent() && maxUnavailable.isPresent()) {
      throw new IllegalArgumentException("expected minAvailable or maxUnavailable, found both");
    }
    minAvailable.or(() -> maxUnavailable).ifPresent(IntOrPercent::requireAtMostAll);
  }
}
