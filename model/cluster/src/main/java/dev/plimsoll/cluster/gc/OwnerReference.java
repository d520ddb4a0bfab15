package dev.plimsoll.cluster.gc;

/// That an object belongs to an owner: one of its `metadata.ownerReferences`.
///
/// @param blocks whether an owner that is deleted in the foreground waits for the object:
///     `blockOwnerDeletion`
public record OwnerReference(ObjectReference owner, boolean blocks) {}
