package dev.plimsoll.kubernetes.workload;

/// The controller of an object: the meta/v1 `OwnerReference` whose `controller` is true.
///
/// @param kind e.g. `ReplicaSet`
/// @param name in the same namespace
public record Owner(String kind, String name) {}
