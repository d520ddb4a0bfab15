package dev.plimsoll.network.routes;

import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Packet;
import java.util.Optional;

/// Who sends a packet.
///
/// @param vantage where it comes from
/// @param source its source address
/// @param in the interface it arrives by, where known; empty for a packet made on the node
public record Client(Vantage vantage, Address source, Optional<String> in) {

  /// The source port of all packets, which no rule of kube-proxy looks at.
  static final int SOURCE_PORT = 40_000;

  /// The first packet of a connection to an offer.
  Packet packet(Protocol protocol, Offer offer) {
    return Packet.first(
        IpProtocol.of(protocol),
        new Endpoint(source, SOURCE_PORT),
        new Endpoint(offer.address(), offer.port()),
        vantage == Vantage.NODE ? new Arrival.Made() : new Arrival.Received(in));
  }

  /// `pod 10.244.1.254 (cni0)`.
  @Override
  public String toString() {
    return vantage + " " + source + in.map(name -> " (" + name + ")").orElse("");
  }
}
