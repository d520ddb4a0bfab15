package dev.plimsoll.cluster.scheduler.queue;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.node.Pod;
import java.util.Optional;

/// A pod that asks for an amount of one resource, and for a priority.
///
/// @param request what is asked for when it is created
/// @param node where it is bound to; empty where it is not bound yet
/// @param nominated `status.nominatedNodeName`
/// @param started its place in the order in which pods were bound, from 1; 0 where it is not bound
/// @param phase as its kubelet reports it, where that says anything
record PriorityPod(
    Meta meta,
    Request request,
    Optional<Integer> node,
    Optional<Integer> nominated,
    int started,
    Pod.Phase phase)
    implements ApiObject<PriorityPod> {

  /// What is asked for.
  ///
  /// @param size of the one resource
  /// @param isGuarded whether the PodDisruptionBudget selects it
  /// @param scheduler the number of the one that it names (`spec.schedulerName`)
  record Request(int priority, int size, boolean isGuarded, int scheduler) {

    /// For the first scheduler.
    Request(int priority, int size, boolean isGuarded) {
      this(priority, size, isGuarded, 0);
    }

    /// The same for another scheduler.
    Request of(int newScheduler) {
      return new Request(priority, size, isGuarded, newScheduler);
    }
  }

  /// A pod to be created.
  PriorityPod(Request request) {
    this(Meta.NEW, request, Optional.empty(), Optional.empty(), 0, Pod.Phase.PENDING);
  }

  @Override
  public PriorityPod with(Meta newMeta) {
    return new PriorityPod(newMeta, request, node, nominated, started, phase);
  }

  /// The same bound to a node: from now on it is deleted gracefully.
  ///
  /// @param order its place in the order of bindings
  PriorityPod boundTo(int toNode, int order) {
    return new PriorityPod(
        meta.with(Pod.GRACE), request, Optional.of(toNode), nominated, order, phase);
  }

  /// The same with another nominated node.
  PriorityPod nominatedFor(Optional<Integer> forNode) {
    return new PriorityPod(meta, request, node, forNode, started, phase);
  }

  /// The same in another phase.
  PriorityPod in(Pod.Phase newPhase) {
    return new PriorityPod(meta, request, node, nominated, started, newPhase);
  }

  /// The same without a container.
  PriorityPod ended() {
    return with(meta.without(Pod.GRACE));
  }

  int priority() {
    return request.priority();
  }

  int size() {
    return request.size();
  }

  boolean isPending() {
    return node.isEmpty();
  }

  /// Whether its kubelet has not refused it.
  boolean isActive() {
    return phase != Pod.Phase.FAILED;
  }

  boolean isOn(int thisNode) {
    return node.isPresent() && node.get() == thisNode;
  }
}
