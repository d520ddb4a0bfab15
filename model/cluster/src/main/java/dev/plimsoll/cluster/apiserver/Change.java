package dev.plimsoll.cluster.apiserver;

import java.util.Optional;

/// What a watch tells of: ADDED, MODIFIED or DELETED, which the receiver knows from what it had.
///
/// @param name of the object
/// @param object what it has become; empty where it was deleted
public record Change<T extends ApiObject<T>>(int name, Optional<T> object) {}
