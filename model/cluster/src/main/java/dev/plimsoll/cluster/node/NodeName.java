package dev.plimsoll.cluster.node;

/// A node, where it is chosen, or where rules have an instance for each: nodes can be exchanged.
///
/// @param node its number
public record NodeName(int node) {}
