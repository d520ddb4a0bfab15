package dev.plimsoll.kubernetes.workload;

import dev.plimsoll.kubernetes.ObjectMeta;
import java.util.List;
import java.util.Optional;

/// A machine that runs pods: core/v1 `Node`.
///
/// @param metadata name, labels and annotations; its namespace is empty
/// @param taints what keeps pods off it
/// @param unschedulable whether it is cordoned
/// @param allocatable what it has for pods, `status.allocatable` or else `status.capacity`; absent
///     where neither is known, which bounds nothing
public record Node(
    ObjectMeta metadata,
    List<Taint> taints,
    boolean unschedulable,
    Optional<ResourceAmounts> allocatable)
    implements WorkloadObject {

  /// Copies the list; refuses two taints of one key and effect.
  public Node {
    taints = List.copyOf(taints);
    var different =
        taints.stream().map(taint -> taint.key() + ":" + taint.effect()).distinct().count();
    if (different < taints.size()) {
      throw new IllegalArgumentException("expected taints to differ in key or effect: " + taints);
    }
  }
}
