package dev.plimsoll.kubernetes.workload;

import dev.plimsoll.kubernetes.ObjectMeta;
import java.util.Optional;

/// Pods of one template, replaced little by little where it changes: apps/v1 `Deployment`.
///
/// @param metadata name, namespace, labels and annotations
/// @param replicas how many pods, where the manifest says so; the API server makes it
///     [#DEFAULT_REPLICAS] in an object that is new, and an apply leaves it as it is in one that is
///     not
/// @param selector its pods
/// @param template what they are made of
/// @param strategy how they are replaced
/// @param maxSurge how many more than `replicas` there may be meanwhile; 0 with `Recreate`
/// @param maxUnavailable how many fewer; 0 with `Recreate`
/// @param lastApplied what `kubectl apply` was last given, where the object says so
public record Deployment(
    ObjectMeta metadata,
    Optional<Integer> replicas,
    LabelSelector selector,
    PodTemplate template,
    Strategy strategy,
    IntOrPercent maxSurge,
    IntOrPercent maxUnavailable,
    Optional<LastApplied> lastApplied)
    implements WorkloadObject {

  /// The annotation that `kubectl apply` keeps the manifest in.
  public static final String LAST_APPLIED_ANNOTATION =
      "kubectl.kubernetes.io/last-applied-configuration";

  /// What the API server makes of `replicas` where it is left out.
  public static final int DEFAULT_REPLICAS = 1;

  /// How pods of an old template are replaced: apps/v1 `DeploymentStrategyType`.
  public enum Strategy {
    /// All are ended before one is made.
    RECREATE("Recreate"),
    /// Some are made and some ended in turn. The API's default.
    ROLLING_UPDATE("RollingUpdate");

    private final String text;

    Strategy(String text) {
      this.text = text;
    }

    /// The API's spelling.
    @Override
    public String toString() {
      return text;
    }
  }

  /// The manifest that `kubectl apply` was last given: a field that is in it and not in the next is
  /// deleted by the next apply, one that is in neither is left as it is.
  ///
  /// @param replicas `spec.replicas`, where it was in the manifest
  public record LastApplied(Optional<Integer> replicas) {}

  /// Refuses a negative number of pods, a selector that does not select them, and a rolling update
  /// that may neither add nor end one (`pkg/apis/apps/validation/validation.go`).
  public Deployment {
    ReplicaSet.requireReplicas(replicas.orElse(DEFAULT_REPLICAS));
    selector.requireToSelect(template);
    maxUnavailable.requireAtMostAll();
    if (strategy == Strategy.ROLLING_UPDATE
        && maxSurge.value() == 0
        && maxUnavailable.value() == 0) {
      throw new IllegalArgumentException(
          "expected maxSurge or maxUnavailable to be more than 0, found both 0");
    }
  }
}
