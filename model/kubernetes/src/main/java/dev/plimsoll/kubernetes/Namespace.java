package dev.plimsoll.kubernetes;

/// A part of the cluster that has names of its own: core/v1 `Namespace`.
///
/// @param metadata its name; the namespace is empty
public record Namespace(ObjectMeta metadata) implements KubernetesObject {}
