package dev.plimsoll.cluster.node.admission;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A pod of one container that asks for a unit of CPU and is never to be restarted.
///
/// @param bound whether it is bound to the node
record BoundPod(Meta meta, boolean bound, Status status) implements ApiObject<BoundPod> {

  /// Its phase; where it has failed, with the reason.
  enum Status {
    PENDING,
    RUNNING,
    SUCCEEDED,
    /// `OutOfcpu`.
    OUT_OF_CPU,
    /// `NodeAffinity`.
    NODE_AFFINITY,
    /// `Preempting`.
    PREEMPTED;

    boolean isFinal() {
      return this != PENDING && this != RUNNING;
    }
  }

  static final BoundPod NEW = new BoundPod(Meta.NEW, false, Status.PENDING);

  @Override
  public BoundPod with(Meta newMeta) {
    return new BoundPod(newMeta, bound, status);
  }

  BoundPod asBound() {
    return new BoundPod(meta, true, status);
  }

  BoundPod in(Status newStatus) {
    return new BoundPod(meta, bound, newStatus);
  }

  /// Whether it takes up room on the node.
  boolean isActive() {
    return bound && !status.isFinal();
  }
}
