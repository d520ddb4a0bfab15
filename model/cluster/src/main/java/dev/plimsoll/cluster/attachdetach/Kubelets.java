package dev.plimsoll.cluster.attachdetach;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;

/// What the kubelet of each node does about the volume, step by step; pkg/kubelet/volumemanager,
/// v1.30.
///
/// @param attachments the VolumeAttachment of each node
/// @param instances whether the instance of each node is there
/// @param reachable whether each node can be reached
/// @param attached whether the volume is attached to each
/// @param mounts what each has done with it
/// @param taken whether it was taken away by force
record Kubelets(
    Resource<VolumePod> pods,
    Resource<VolumeNode> nodes,
    Cells<VolumeAttachment> attachments,
    Cells<Boolean> instances,
    Cells<Boolean> reachable,
    Cells<Boolean> attached,
    Cells<Mount> mounts,
    Cells<Boolean> taken,
    Bug bug) {

  /// Whether a pod on a node is to have the volume.
  boolean needs(State state, int node) {
    return pods.list(state).stream().anyMatch(pod -> pod.staysOn(node));
  }

  private void requireRunning(Transaction tx, int node) {
    tx.require(reachable.get(node), true).require(instances.get(node), true);
    tx.require(nodes.exists(tx, node));
  }

  /// Says that it uses the volume.
  void sayInUse(Transaction tx, int node) {
    requireRunning(tx, node);
    tx.require(needs(tx, node) && nodes.is(tx, node, it -> !it.volumeInUse()));
    nodes.patch(tx, node, it -> it.withVolumeInUse(true));
  }

  /// Finds that the volume is attached: its own word and that of the controller are in the status
  /// of the node, that of the driver is in the VolumeAttachment.
  void find(Transaction tx, int node) {
    requireRunning(tx, node);
    tx.require(needs(tx, node)).require(mounts.get(node), Mount.NONE);
    tx.require(nodes.is(tx, node, VolumeNode::volumeAttached));
    tx.require(bug == Bug.MOUNTS_UNREPORTED || nodes.is(tx, node, VolumeNode::volumeInUse));
    tx.require(attachments.get(node), VolumeAttachment.ATTACHED);
    tx.set(mounts.get(node), Mount.FOUND);
  }

  /// Mounts it, where the device is.
  void mount(Transaction tx, int node) {
    requireRunning(tx, node);
    tx.require(needs(tx, node)).require(attached.get(node), true);
    tx.require(mounts.get(node), Mount.FOUND).set(mounts.get(node), Mount.MOUNTED);
  }

  /// Unmounts it, as no pod is to have it any more.
  void unmount(Transaction tx, int node) {
    requireRunning(tx, node);
    tx.require(!needs(tx, node) && tx.get(mounts.get(node)) != Mount.NONE);
    tx.set(mounts.get(node), Mount.NONE).set(taken.get(node), false);
  }

  /// Lets a pod go that is being deleted, and has the volume no more.
  void letGo(Transaction tx, int name) {
    tx.require(pods.is(tx, name, pod -> pod.meta().deleting()));
    var node = pods.get(tx, name).orElseThrow().node();
    requireRunning(tx, node);
    tx.require(needs(tx, node) || tx.get(mounts.get(node)) == Mount.NONE);
    pods.patch(tx, name, VolumePod::ended);
  }

  /// Says that it does not use the volume.
  void sayNotInUse(Transaction tx, int node) {
    requireRunning(tx, node);
    tx.require(!needs(tx, node)).require(mounts.get(node), Mount.NONE);
    tx.require(nodes.is(tx, node, VolumeNode::volumeInUse));
    nodes.patch(tx, node, it -> it.withVolumeInUse(false));
  }
}
