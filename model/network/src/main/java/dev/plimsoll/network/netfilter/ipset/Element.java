package dev.plimsoll.network.netfilter.ipset;

import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.List;

/// One part of an entry of a set.
sealed interface Element {

  /// The addresses of a block.
  record Net(Prefix prefix) implements Element {}

  /// A port of a protocol that shows ports.
  record Port(IpProtocol protocol, int port) implements Element {}

  /// A type and code of ICMP.
  record Icmp(Match.IcmpType type) implements Element {}

  /// A protocol without ports.
  record Protocol(IpProtocol protocol) implements Element {}

  /// An interface.
  record Iface(String name) implements Element {}

  /// A mark.
  record Mark(int value, int mask) implements Element {}

  /// The end of an Ethernet frame.
  record Mac(MacAddress address) implements Element {}

  /// A fragment that shows no port, whatever its protocol.
  record PortlessFragment() implements Element {}

  /// The condition that it is for a packet.
  ///
  /// @param side the direction that the rule gives for it: `src` or `dst`
  default Match match(Side side) {
    boolean source = side == Side.SOURCE;
    return switch (this) {
      case Net(var prefix) ->
          source ? new Match.Source(List.of(prefix)) : new Match.Destination(List.of(prefix));
      case Port(var protocol, int port) ->
          source
              ? new Match.SourcePort(protocol, new PortRange(port, port))
              : new Match.DestinationPort(protocol, new PortRange(port, port));
      case Icmp(var type) -> type;
      case Protocol(var protocol) -> new Match.OfProtocol(protocol);
      case Iface(var name) -> source ? new Match.InInterface(name) : new Match.OutInterface(name);
      case Mark(int value, int mask) -> new Match.Mark(value, mask);
      case Mac(var address) ->
          source
              ? new Match.SourceMac(address)
              : new Match.Unseen(Match.Unseen.Kind.SET, List.of());
      case PortlessFragment() -> new Match.Fragment();
    };
  }

  /// Which of several counts: of blocks around an address the one with the longest prefix.
  default int length() {
    return switch (this) {
      case PortlessFragment() -> Integer.MAX_VALUE;
      case Net(var prefix) -> prefix.length();
      case Port _, Icmp _, Protocol _, Iface _, Mark _, Mac _ -> 0;
    };
  }
}
