package dev.plimsoll.cluster.disruption;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import java.util.List;
import java.util.stream.Stream;

/// How many of the pods of a workload must be healthy, and how many may be evicted by now.
///
/// Source: `staging/src/k8s.io/api/policy/v1/types.go`, v1.30. Left out of the status: how many
/// pods are expected, and conditions.
///
/// @param generation how often the spec was changed
public record PodDisruptionBudget(Meta meta, int generation, Spec spec, Status status)
    implements ApiObject<PodDisruptionBudget> {

  /// What the number of a budget is about.
  public enum Kind {
    /// `spec.minAvailable`.
    MIN_AVAILABLE,
    /// `spec.maxUnavailable`.
    MAX_UNAVAILABLE
  }

  /// `spec.unhealthyPodEvictionPolicy`: when a pod may go that runs and is not ready.
  public enum Policy {
    /// If enough others are healthy; otherwise only if the budget allows it.
    IF_HEALTHY_BUDGET,
    /// At any time.
    ALWAYS_ALLOW
  }

  /// What is asked for.
  ///
  /// @param count pods; percentages are left out
  record Spec(Kind kind, int count, Policy policy) {

    /// How many pods are to be healthy.
    ///
    /// @param scale how many the workload asks for
    int desiredHealthy(int scale) {
      return switch (kind) {
        case MIN_AVAILABLE -> count;
        case MAX_UNAVAILABLE -> Math.max(0, scale - count);
      };
    }

    /// The same that asks for one healthy pod more.
    Spec stricter() {
      return switch (kind) {
        case MIN_AVAILABLE -> new Spec(kind, count + 1, policy);
        case MAX_UNAVAILABLE -> new Spec(kind, Math.max(0, count - 1), policy);
      };
    }
  }

  /// What the disruption controller has found, and evictions since.
  ///
  /// @param observedGeneration of the spec that it is about; -1 where it is about none
  /// @param disruptedPods names of pods whose eviction was granted and has not been seen yet,
  ///     ascending
  record Status(
      int observedGeneration,
      int currentHealthy,
      int desiredHealthy,
      int disruptionsAllowed,
      List<Integer> disruptedPods) {

    /// Of a budget that the controller has not seen.
    static final Status NONE = new Status(-1, 0, 0, 0, List.of());

    Status {
      disruptedPods = List.copyOf(disruptedPods);
    }

    /// After an eviction was granted.
    ///
    /// @param decrements whether fewer are allowed then
    /// @param records whether the pod is noted
    Status granted(int pod, boolean decrements, boolean records) {
      var disrupted = Stream.concat(disruptedPods.stream(), Stream.of(pod)).distinct().sorted();
      return new Status(
          observedGeneration,
          currentHealthy,
          desiredHealthy,
          disruptionsAllowed - (decrements ? 1 : 0),
          records ? disrupted.toList() : disruptedPods);
    }
  }

  /// A budget that asks for some healthy pods, and that the controller has not seen.
  public static PodDisruptionBudget minAvailable(int count) {
    var spec = new Spec(Kind.MIN_AVAILABLE, count, Policy.IF_HEALTHY_BUDGET);
    return new PodDisruptionBudget(Meta.NEW, 0, spec, Status.NONE);
  }

  /// The same once the controller has counted healthy pods, none of which is being evicted.
  ///
  /// @param scale how many pods the workload asks for
  public PodDisruptionBudget counted(int healthy, int scale) {
    var desired = spec.desiredHealthy(scale);
    return with(
        new Status(generation, healthy, desired, Math.max(0, healthy - desired), List.of()));
  }

  /// How many pods may go by what the controller has counted.
  public int disruptionsAllowed() {
    return status.disruptionsAllowed();
  }

  @Override
  public PodDisruptionBudget with(Meta newMeta) {
    return new PodDisruptionBudget(newMeta, generation, spec, status);
  }

  /// The same with another status.
  PodDisruptionBudget with(Status newStatus) {
    return new PodDisruptionBudget(meta, generation, spec, newStatus);
  }

  /// The same that asks for one healthy pod more.
  PodDisruptionBudget stricter() {
    return new PodDisruptionBudget(meta, generation + 1, spec.stricter(), status);
  }
}
