package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import java.util.Optional;

/// What a packet looks like at a point of its way.
///
/// @param source empty if it is an address that the node does not say, and without its port if that
///     was drawn by chance
/// @param in the interface by which it came, the empty word if by none; empty if it is not known
/// @param out the interface by which it is to leave, in the same way
/// @param state what connection tracking says of it
public record Appearance(
    Optional<Endpoint> source,
    Endpoint destination,
    Optional<String> in,
    Optional<String> out,
    ConnectionState state,
    int mark,
    int connectionMark) {}
