package dev.plimsoll.network.traceroute;

/// A hop of a packet.
///
/// @param layer the network that it is of
/// @param node on which it is; the host's name outside the cluster
/// @param namespace in which it is
/// @param device at which it is; empty where it is at none
/// @param event what happens
public record Hop(Layer layer, String node, String namespace, String device, Event event) {}
