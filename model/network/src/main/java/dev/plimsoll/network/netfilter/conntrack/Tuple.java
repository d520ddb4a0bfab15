package dev.plimsoll.network.netfilter.conntrack;

import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;

/// What the packets of a connection look like in one direction, as they come to the node.
public record Tuple(IpProtocol protocol, Endpoint source, Endpoint destination) {

  /// The other way round.
  public Tuple reversed() {
    return new Tuple(protocol, destination, source);
  }

  @Override
  public String toString() {
    return protocol + " " + source + " -> " + destination;
  }
}
