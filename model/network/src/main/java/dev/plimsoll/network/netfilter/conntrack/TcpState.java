package dev.plimsoll.network.netfilter.conntrack;

import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import java.util.Optional;
import java.util.Set;

/// How far a TCP connection is, seen by a node between its ends.
///
/// Left out: sequence numbers, so whether a packet is in the window is for others to say.
public enum TcpState {
  /// No TCP, or nothing was seen yet.
  NONE,
  SYN_SENT,
  SYN_RECV,
  ESTABLISHED,
  FIN_WAIT,
  CLOSE_WAIT,
  LAST_ACK,
  TIME_WAIT,
  CLOSE,
  SYN_SENT2;

  /// The state after a packet, nothing if the packet is invalid; other protocols have none.
  Optional<TcpState> after(IpProtocol protocol, boolean isReply, Set<TcpFlag> flags) {
    if (!protocol.equals(IpProtocol.TCP)) {
      return Optional.of(NONE);
    }
    var transitions = isReply ? TcpTransitions.REPLY : TcpTransitions.ORIGINAL;
    return transitions.after(this, TcpTransitions.Kind.of(flags));
  }
}
