package dev.plimsoll.cluster.node;

import dev.plimsoll.checker.Permutation;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import java.util.Optional;

/// A pod.
///
/// @param node where it is bound to; empty where it is not bound yet
/// @param image the number of the image of its container
/// @param started whether its container has been started up (`status.containerStatuses[].started`)
public record Pod(Meta meta, Optional<Integer> node, Phase phase, int image, boolean started)
    implements ApiObject<Pod> {

  /// What keeps a bound pod there until its containers have ended: graceful deletion.
  public static final String GRACE = "kubelet";

  /// `status.phase` (Pod lifecycle, "Pod phase").
  public enum Phase {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  /// A pod to be created.
  public static final Pod NEW = new Pod(Meta.NEW, Optional.empty(), Phase.PENDING);

  /// A pod of which the image does not matter.
  public Pod(Meta meta, Optional<Integer> node, Phase phase) {
    this(meta, node, phase, 0, false);
  }

  @Override
  public Pod with(Meta newMeta) {
    return new Pod(newMeta, node, phase, image, started);
  }

  /// The same in another phase.
  public Pod in(Phase newPhase) {
    return new Pod(meta, node, newPhase, image, started);
  }

  /// The same with another image.
  public Pod of(int newImage) {
    return new Pod(meta, node, phase, newImage, started);
  }

  /// The same with a container that has been started up, or has not.
  public Pod withStarted(boolean isStarted) {
    return new Pod(meta, node, phase, image, isStarted);
  }

  /// The same where nodes have other names.
  public Pod on(Permutation to) {
    return new Pod(meta, node.map(to::of), phase, image, started);
  }

  /// The same bound to a node: from now on it is deleted gracefully.
  public Pod boundTo(int toNode) {
    return new Pod(meta.with(GRACE), Optional.of(toNode), phase, image, started);
  }

  /// The same without a container: it need not be deleted gracefully any more.
  public Pod ended() {
    return with(meta.without(GRACE));
  }

  /// Whether it is there to stay: it has not ended, and nobody has deleted it.
  public boolean isActive() {
    return !meta.deleting() && (phase == Phase.PENDING || phase == Phase.RUNNING);
  }

  /// Whether its condition `Ready` holds, as far as anybody waits for it: it runs, and nobody has
  /// deleted it.
  public boolean isReady() {
    return !meta.deleting() && phase == Phase.RUNNING;
  }

  /// Whether it is bound to the node.
  public boolean isOn(int thisNode) {
    return node.isPresent() && node.get() == thisNode;
  }
}
