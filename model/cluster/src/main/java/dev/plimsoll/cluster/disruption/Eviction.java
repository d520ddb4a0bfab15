package dev.plimsoll.cluster.disruption;

import dev.plimsoll.cluster.node.Pod;
import java.util.Optional;

/// How far a call has come that is to evict a pod.
///
/// Source: `pkg/registry/core/pod/storage/eviction.go` (`Create`), v1.30.
sealed interface Eviction {

  /// There is no call, or it has ended and need not be made again.
  record None() implements Eviction {}

  /// The pod and its budget have been read.
  ///
  /// @param isAgain whether the budget was read again, after a conflict
  record Asked(Pod pod, PodDisruptionBudget budget, boolean isAgain) implements Eviction {}

  /// The pod is to be deleted.
  ///
  /// @param precondition what it must still be, if it goes without being counted
  record Deleting(Optional<Pod> precondition) implements Eviction {}

  /// The answer was 429: who has asked does so again later.
  record Refused() implements Eviction {}
}
