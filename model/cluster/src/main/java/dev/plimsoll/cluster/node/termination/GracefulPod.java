package dev.plimsoll.cluster.node.termination;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.node.Pod;

/// A pod as it is deleted: what keeps it is its kubelet.
///
/// @param grace `deletionGracePeriodSeconds`, in units of time; before it is deleted, what its spec
///     asks for
record GracefulPod(Meta meta, int grace) implements ApiObject<GracefulPod> {

  /// One that runs.
  static GracefulPod running(int grace) {
    return new GracefulPod(Meta.NEW.with(Pod.GRACE), grace);
  }

  @Override
  public GracefulPod with(Meta newMeta) {
    return new GracefulPod(newMeta, grace);
  }

  /// Deleted with a grace period. `rest.BeforeDelete`: another deletion can only shorten it.
  GracefulPod deleted(int newGrace, boolean mayLengthen) {
    var next = meta.deleting() && !mayLengthen ? Math.min(grace, newGrace) : newGrace;
    return new GracefulPod(meta.asDeleting(), next);
  }

  /// Deleted by force, or for good.
  GracefulPod gone() {
    return with(meta.asDeleting().without(Pod.GRACE));
  }
}
