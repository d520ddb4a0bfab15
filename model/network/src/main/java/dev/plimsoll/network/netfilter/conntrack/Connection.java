package dev.plimsoll.network.netfilter.conntrack;

import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import java.util.Optional;
import java.util.Set;

/// An entry of connection tracking.
///
/// @param original what packets look like as they come, in the direction of the first one
/// @param reply the same in the other direction
/// @param isAnswered whether a packet was seen in the other direction (`IPS_SEEN_REPLY`)
/// @param tcp how far it is; [TcpState#NONE] if it is not TCP
public record Connection(Tuple original, Tuple reply, boolean isAnswered, TcpState tcp) {

  /// A connection of which the first packet was seen.
  ///
  /// @param original that packet as it came
  /// @param left that packet as NAT has left it
  /// @param flags those of its TCP header
  /// @return nothing if a TCP packet with such flags cannot be the first
  public static Optional<Connection> opened(Tuple original, Tuple left, Set<TcpFlag> flags) {
    return TcpState.NONE
        .after(original.protocol(), false, flags)
        .map(tcp -> new Connection(original, left.reversed(), false, tcp));
  }

  /// The connection after one more packet; nothing if it cannot be of this connection, and so is
  /// invalid.
  Optional<Connection> after(boolean isReply, Set<TcpFlag> flags) {
    return tcp.after(original.protocol(), isReply, flags)
        .map(next -> new Connection(original, reply, isAnswered || isReply, next));
  }

  /// Whether its source is rewritten (`IPS_SRC_NAT`).
  public boolean hasOtherSource() {
    return !reply.destination().equals(original.source());
  }

  /// Whether its destination is rewritten (`IPS_DST_NAT`).
  public boolean hasOtherDestination() {
    return !reply.source().equals(original.destination());
  }

  /// Where packets in the direction of the first one go in the end.
  public Endpoint destination() {
    return reply.source();
  }
}
