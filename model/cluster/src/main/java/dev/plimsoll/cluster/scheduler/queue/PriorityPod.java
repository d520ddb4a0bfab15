package dev.plimsoll.cluster.scheduler.queue;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.node.Pod;
import java.util.Optional;

/// A pod that asks for an amount of one resource, and for a priority.
///
/// @param size what it requests
/// @param node where it is bound to; empty where it is not bound yet
/// @param nominated `status.nominatedNodeName`
record PriorityPod(
    Meta meta, int priority, int size, Optional<Integer> node, Optional<Integer> nominated)
    implements ApiObject<PriorityPod> {

  /// A pod to be created.
  PriorityPod(int priority, int size) {
    this(Meta.NEW, priority, size, Optional.empty(), Optional.empty());
  }

  @Override
  public PriorityPod with(Meta newMeta) {
    return new PriorityPod(newMeta, priority, size, node, nominated);
  }

  /// The same bound to a node: from now on it is deleted gracefully.
  PriorityPod boundTo(int toNode) {
    return new PriorityPod(meta.with(Pod.GRACE), priority, size, Optional.of(toNode), nominated);
  }

  /// The same with another nominated node.
  PriorityPod nominatedFor(Optional<Integer> forNode) {
    return new PriorityPod(meta, priority, size, node, forNode);
  }

  /// The same without a container.
  PriorityPod ended() {
    return with(meta.without(Pod.GRACE));
  }

  boolean isPending() {
    return node.isEmpty();
  }

  boolean isOn(int thisNode) {
    return node.isPresent() && node.get() == thisNode;
  }
}
