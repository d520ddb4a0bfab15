package dev.plimsoll.kubernetes.workload;

import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import java.util.List;
import java.util.Optional;

/// A machine that runs pods: core/v1 `Node`.
///
/// @param metadata name, labels and annotations; its namespace is empty
/// @param taints what keeps pods off it
/// @param unschedulable whether it is cordoned
/// @param allocatable what it has for pods, `status.allocatable` or else `status.capacity`; absent
///     where neither is known, which bounds nothing
/// @param addresses the first `InternalIP` of each family of `status.addresses`
/// @param podCidrs `spec.podCIDRs`, from which its pods get addresses; at most one of each family
public record Node(
    ObjectMeta metadata,
    List<Taint> taints,
    boolean unschedulable,
    Optional<ResourceAmounts> allocatable,
    List<Address> addresses,
    List<Prefix> podCidrs)
    implements WorkloadObject {

  /// A machine whose addresses are not known.
  public Node(
      ObjectMeta metadata,
      List<Taint> taints,
      boolean unschedulable,
      Optional<ResourceAmounts> allocatable) {
    this(metadata, taints, unschedulable, allocatable, List.of(), List.of());
  }

  /// Copies the lists; refuses two taints of one key and effect, and two blocks of one family.
  public Node {
    taints = List.copyOf(taints);
    addresses = List.copyOf(addresses);
    podCidrs = List.copyOf(podCidrs);
    if (podCidrs.stream().map(Prefix::family).distinct().count() < podCidrs.size()) {
      throw new IllegalArgumentException(
          "expected at most one block of each family for pods, found " + podCidrs);
    }
    var different =
        taints.stream().map(taint -> taint.key() + ":" + taint.effect()).distinct().count();
    if (different < taints.size()) {
      throw new IllegalArgumentException("expected taints to differ in key or effect: " + taints);
    }
  }
}
