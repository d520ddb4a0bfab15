package dev.plimsoll.cluster.etcd;

/// What a revision changed: a key was put, or deleted; etcd `api/mvccpb/kv.proto`, `Event`, v3.5.
/// The content of a key is told by its mod revision.
///
/// @param revision that it made
/// @param read the mod revision that its writer had read of the key; 0 for none
public record Event(int revision, int key, boolean deletes, int read) {}
