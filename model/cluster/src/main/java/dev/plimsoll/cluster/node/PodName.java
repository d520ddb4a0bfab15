package dev.plimsoll.cluster.node;

/// The name of a pod, where it is chosen, or where rules have an instance for each: names can be
/// exchanged.
///
/// @param pod its number
public record PodName(int pod) {}
