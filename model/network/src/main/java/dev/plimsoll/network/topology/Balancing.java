package dev.plimsoll.network.topology;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import java.util.List;
import java.util.Optional;

/// What is done at the router with packets to an address of a Service that is no host's.
///
/// @param name of who does it, in words
/// @param protocol of the packets
/// @param at the address and port that they are sent to; of all ports where it has none
/// @param targets where each may go: any of these nodes
/// @param rewrites whether the destination becomes the target's; if not the packet is handed to the
///     node as it is
/// @param source what the source becomes; it is kept where there is none
public record Balancing(
    String name,
    IpProtocol protocol,
    Endpoint at,
    List<Endpoint> targets,
    boolean rewrites,
    Optional<Address> source) {

  /// Copies the list.
  public Balancing {
    targets = List.copyOf(targets);
  }

  /// Whether a packet is meant.
  public boolean isFor(IpProtocol used, Endpoint destination) {
    return used.equals(protocol)
        && destination.address().equals(at.address())
        && (!at.hasPort() || at.port() == destination.port());
  }
}
