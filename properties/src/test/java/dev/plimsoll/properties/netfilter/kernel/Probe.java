package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Match.Direction;
import dev.plimsoll.network.netfilter.traversal.Packet;

/// A packet to send, and what connection tracking has to know before, so that it has its state.
///
/// @param packet the packet; one that is ESTABLISHED or RELATED needs a connection
/// @param direction which of the connection's directions the packet is sent in
record Probe(Packet packet, Direction direction) {

  /// The connection tracked beforehand: none for the first packet of one.
  boolean needsConnection() {
    return packet.state() == ConnectionState.ESTABLISHED
        || packet.state() == ConnectionState.RELATED;
  }

  @Override
  public String toString() {
    return "%s %s %s %s mark %d/%d %s icmp %d%s"
            .formatted(
                packet,
                packet.arrival(),
                packet.state(),
                direction,
                packet.mark(),
                packet.connectionMark(),
                packet.tcpFlags(),
                packet.icmpType(),
                packet.laterFragment() ? " later fragment" : "")
        + " "
        + packet.mac();
  }
}
