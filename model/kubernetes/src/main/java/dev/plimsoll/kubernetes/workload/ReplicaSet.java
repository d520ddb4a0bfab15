package dev.plimsoll.kubernetes.workload;

import dev.plimsoll.kubernetes.ObjectMeta;
import java.util.Optional;

/// A number of pods of one template: apps/v1 `ReplicaSet`.
///
/// @param metadata name, namespace, labels and annotations
/// @param owner its Deployment, where it has one
/// @param replicas how many pods; 1 where the manifest does not say
/// @param selector its pods
/// @param template what they are made of
public record ReplicaSet(
    ObjectMeta metadata,
    Optional<Owner> owner,
    int replicas,
    LabelSelector selector,
    PodTemplate template)
    implements WorkloadObject {

  /// Refuses a negative number of pods and a selector that does not select them.
  public ReplicaSet {
    requireReplicas(replicas);
    selector.requireToSelect(template);
  }

  static void requireReplicas(int replicas) {
    if (replicas < 0) {
      throw new IllegalArgumentException("expected at least 0 replicas, found " + replicas);
    }
  }
}
