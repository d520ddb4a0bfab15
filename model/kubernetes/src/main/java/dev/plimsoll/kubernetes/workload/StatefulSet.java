package dev.plimsoll.kubernetes.workload;

import dev.plimsoll.kubernetes.ObjectMeta;

/// Pods with names that they keep: apps/v1 `StatefulSet`.
///
/// @param metadata name, namespace, labels and annotations
/// @param replicas how many pods; 1 where the manifest does not say
/// @param selector its pods
/// @param template what they are made of
/// @param podManagementPolicy in which order they are made and ended
public record StatefulSet(
    ObjectMeta metadata,
    int replicas,
    LabelSelector selector,
    PodTemplate template,
    PodManagementPolicy podManagementPolicy)
    implements WorkloadObject {

  /// In which order pods are made and ended: apps/v1 `PodManagementPolicyType`.
  public enum PodManagementPolicy {
    /// One after the other, by number. The API's default.
    ORDERED_READY("OrderedReady"),
    /// All at once.
    PARALLEL("Parallel");

    private final String text;

    PodManagementPolicy(String text) {
      this.text = text;
    }

    /// The API's spelling.
    @Override
    public String toString() {
      return text;
    }
  }

  /// Refuses a negative number of pods and a selector that does not select them.
  public StatefulSet {
    ReplicaSet.requireReplicas(replicas);
    selector.requireToSelect(template);
  }
}
