package dev.plimsoll.kubernetes.workload;

import dev.plimsoll.kubernetes.ObjectMeta;

/// A pod on every node that it fits: apps/v1 `DaemonSet`.
///
/// @param metadata name, namespace, labels and annotations
/// @param selector its pods
/// @param template what they are made of
public record DaemonSet(ObjectMeta metadata, LabelSelector selector, PodTemplate template)
    implements WorkloadObject {

  /// Refuses a selector that does not select its pods.
  public DaemonSet {
    selector.requireToSelect(template);
  }
}
