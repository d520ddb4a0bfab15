package dev.plimsoll.cluster.attachdetach;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.attachdetach.ActualState.Report;
import dev.plimsoll.cluster.attachdetach.Operation.Kind;
import dev.plimsoll.cluster.client.Informer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What the attach-detach controller does about one volume that can be attached to one node at a
/// time, step by step; reconciler/reconciler.go and statusupdater/node_status_updater.go, v1.30.
///
/// @param nodes the objects
/// @param knownNodes the same as it knows them
/// @param knownPods the pods that it knows: where they are the volume is to be attached
/// @param attachments the VolumeAttachment of each node
/// @param actual what it believes of each node
/// @param inUse whether each node was last seen to use the volume
/// @param operation what it has begun
record AttachDetachController(
    Resource<VolumeNode> nodes,
    Informer<VolumeNode> knownNodes,
    Informer<VolumePod> knownPods,
    Cells<VolumeAttachment> attachments,
    List<Cell<ActualState>> actual,
    List<Cell<Boolean>> inUse,
    Cell<Optional<Operation>> operation,
    Bug bug) {

  /// Whether the volume is to be attached to a node (`desiredStateOfWorld`).
  boolean isDesired(State state, int node) {
    return knownPods.list(state).stream().anyMatch(pod -> pod.isOn(node));
  }

  /// Whether it is to be attached to a node, but is attached elsewhere.
  boolean waits(State state, int node) {
    return isDesired(state, node) && isElsewhere(state, node);
  }

  private boolean isElsewhere(State state, int node) {
    return IntStream.range(0, actual.size())
        .anyMatch(other -> other != node && state.get(actual.get(other)).mayBeAttached());
  }

  private boolean isHealthy(State state, int node) {
    return knownNodes.is(state, node, VolumeNode::ready);
  }

  // ---- attaching

  /// Asks for the volume to be attached to a node.
  void startToAttach(Transaction tx, int node) {
    tx.require(operation, Optional.empty());
    tx.require(isDesired(tx, node) && !tx.get(actual.get(node)).isAttached());
    tx.require(bug == Bug.ATTACHES_ANYWHERE || !isElsewhere(tx, node));
    var attachment = attachments.get(node);
    tx.require(tx.get(attachment) != VolumeAttachment.DETACHING);
    if (tx.get(attachment) == VolumeAttachment.NONE) {
      tx.set(attachment, VolumeAttachment.ATTACHING);
    }
    begin(tx, Kind.ATTACH, node);
  }

  /// Sees that it is attached.
  void finishToAttach(Transaction tx, int node) {
    requireBegun(tx, Kind.ATTACH, node);
    tx.require(attachments.get(node), VolumeAttachment.ATTACHED);
    tx.update(actual.get(node), ActualState::markedAttached).set(operation, Optional.empty());
  }

  /// Is told that it cannot be attached: it may be, nevertheless (`MarkVolumeAsUncertain`).
  void giveUpToAttach(Transaction tx, int node) {
    requireBegun(tx, Kind.ATTACH, node);
    tx.require(attachments.get(node), VolumeAttachment.ATTACHING);
    tx.update(actual.get(node), ActualState::markedUncertain).set(operation, Optional.empty());
  }

  // ---- detaching

  /// Says in the status of a node that the volume is not attached, and is about to detach it.
  void startToDetach(Transaction tx, int node) {
    tx.require(inUse.get(node), false);
    sayDetached(tx, node);
    begin(tx, bug == Bug.DETACHES_UNVERIFIED ? Kind.ASK : Kind.VERIFY, node);
  }

  /// The same without looking whether the node still uses it: the node is lost, and has had its
  /// time to unmount it (`maxWaitForUnmountDuration`).
  void forceToDetach(Transaction tx, int node) {
    tx.require(inUse.get(node), true);
    tx.require(!isHealthy(tx, node));
    sayDetached(tx, node);
    begin(tx, Kind.ASK, node);
  }

  private void sayDetached(Transaction tx, int node) {
    var state = tx.get(actual.get(node));
    tx.require(operation, Optional.empty());
    tx.require(state.mayBeAttached() && !isDesired(tx, node));
    if (bug == Bug.DETACHES_BEFORE_SAYING_SO) {
      return;
    }
    if (knownNodes.get(tx, node).isPresent()) {
      tx.require(nodes.exists(tx, node));
      nodes.patch(tx, node, each -> each.withVolumeAttached(false));
    }
    tx.set(actual.get(node), state.reported(false).written());
  }

  /// Looks at the node once more: it gives up where the volume is in use by now.
  void verify(Transaction tx, int node) {
    requireBegun(tx, Kind.VERIFY, node);
    if (nodes.is(tx, node, VolumeNode::volumeInUse)) {
      tx.set(operation, Optional.empty());
      if (bug != Bug.NOT_REPORTED_AGAIN) {
        tx.update(actual.get(node), state -> state.reported(true));
      }
    } else {
      begin(tx, Kind.ASK, node);
    }
  }

  /// Deletes the VolumeAttachment.
  void askToDetach(Transaction tx, int node) {
    requireBegun(tx, Kind.ASK, node);
    if (tx.get(attachments.get(node)) != VolumeAttachment.NONE) {
      tx.set(attachments.get(node), VolumeAttachment.DETACHING);
    }
    begin(tx, Kind.DETACH, node);
  }

  /// Sees that it is detached.
  void finishToDetach(Transaction tx, int node) {
    requireBegun(tx, Kind.DETACH, node);
    tx.require(attachments.get(node), VolumeAttachment.NONE);
    tx.update(actual.get(node), ActualState::markedDetached).set(operation, Optional.empty());
  }

  private void begin(Transaction tx, Kind kind, int node) {
    tx.set(operation, Optional.of(new Operation(kind, node)));
  }

  private void requireBegun(Transaction tx, Kind kind, int node) {
    tx.require(operation, Optional.of(new Operation(kind, node)));
  }

  // ---- what nodes say

  /// Writes the status of a node. Of one that is not there nothing can be written, and nothing is
  /// until it comes.
  void updateStatus(Transaction tx, int node) {
    var state = tx.get(actual.get(node));
    tx.require(state.report().filter(Report::due).isPresent());
    if (knownNodes.get(tx, node).isEmpty()) {
      tx.set(actual.get(node), bug == Bug.STRIKES_MISSING_NODES ? state.struck() : state.written());
      return;
    }
    var listed = state.report().orElseThrow().listed();
    tx.require(nodes.exists(tx, node));
    nodes.patch(tx, node, each -> each.withVolumeAttached(listed));
    tx.set(actual.get(node), state.written());
  }

  /// Begins anew, from what nodes and VolumeAttachments say.
  void start(Transaction tx) {
    for (var node = 0; node < actual.size(); node++) {
      var listed = nodes.is(tx, node, VolumeNode::volumeAttached);
      var asked = tx.get(attachments.get(node)) != VolumeAttachment.NONE;
      tx.set(actual.get(node), ActualState.found(listed, asked && bug != Bug.FORGETS_ATTACHMENTS));
      tx.set(inUse.get(node), nodes.is(tx, node, VolumeNode::volumeInUse));
    }
  }
}
