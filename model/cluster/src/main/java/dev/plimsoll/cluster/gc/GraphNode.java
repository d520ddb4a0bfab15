package dev.plimsoll.cluster.gc;

import java.util.List;

/// An object as the garbage collector knows it.
///
/// @param virtual whether it is known only because it is the owner of others
/// @param beingDeleted whether it has a `deletionTimestamp`
/// @param deletingDependents whether it waits for its dependents to go
record GraphNode(
    ObjectReference identity,
    List<OwnerReference> owners,
    boolean virtual,
    boolean beingDeleted,
    boolean deletingDependents) {

  static GraphNode virtual(ObjectReference identity) {
    return new GraphNode(identity, List.of(), true, false, false);
  }

  /// The same as it was seen last.
  GraphNode seenAs(OwnedObject object) {
    return new GraphNode(
        identity,
        object.owners(),
        false,
        beingDeleted || object.meta().deleting(),
        deletingDependents || object.isWaitingForDependents());
  }

  boolean blocks(ObjectReference owner) {
    return owners.stream().anyMatch(each -> each.blocks() && each.owner().equals(owner));
  }
}
