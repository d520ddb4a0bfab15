package dev.plimsoll.properties.netfilter;

import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.AddressKind;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The conditions of [PlainWalk], one after the other.
final class PlainTests {

  /// What can be said of a condition without asking fate.
  enum Reply {
    TRUE,
    FALSE,
    OPEN,
    NOT_UNDERSTOOD
  }

  private PlainTests() {}

  static Reply reply(Match match, PlainWalk walk) {
    return switch (match) {
      case Match.Random(long threshold) when threshold > 0 && threshold < Match.Random.CERTAIN ->
          Reply.OPEN;
      case Match.Unseen _, Match.InSet _ -> Reply.OPEN;
      case Match.Uninterpreted _ -> Reply.NOT_UNDERSTOOD;
      default -> holds(match, walk) ? Reply.TRUE : Reply.FALSE;
    };
  }

  private static boolean holds(Match match, PlainWalk walk) {
    Endpoint source = walk.source;
    Endpoint destination = walk.destination;
    return switch (match) {
      case Match.Source(var prefixes) -> prefixes.stream().anyMatch(prefix -> in(prefix, source));
      case Match.Destination(var prefixes) ->
          prefixes.stream().anyMatch(prefix -> in(prefix, destination));
      case Match.InInterface(var name) -> named(name, walk.in);
      case Match.OutInterface(var name) -> named(name, walk.out);
      case Match.OfProtocol(var protocol) ->
          protocol.number() == 0 || protocol.equals(walk.packet.protocol());
      case Match.Comment _ -> true;
      case Match.SourcePort(var protocol, var range) ->
          protocol.equals(walk.packet.protocol()) && covers(range, source.port());
      case Match.DestinationPort(var protocol, var range) ->
          protocol.equals(walk.packet.protocol()) && covers(range, destination.port());
      case Match.Multiport(var side, var ranges) ->
          walk.packet.protocol().hasPorts()
              && ranges.stream()
                  .anyMatch(
                      range ->
                          (side != Side.DESTINATION && covers(range, source.port()))
                              || (side != Side.SOURCE && covers(range, destination.port())));
      case Match.TcpFlags(var examined, var set) -> {
        Set<TcpFlag> shown = EnumSet.noneOf(TcpFlag.class);
        shown.addAll(walk.packet.tcpFlags());
        shown.retainAll(examined);
        yield walk.packet.protocol().equals(IpProtocol.TCP) && shown.equals(set);
      }
      case Match.ConnState(var states) -> states.stream().anyMatch(state -> is(state, walk));
      case Match.Mark(int value, int mask) -> (walk.mark & mask) == value;
      case Match.ConnMark(int value, int mask) -> (walk.connectionMark & mask) == value;
      case Match.AddressType(var side, var kinds, _) -> {
        var address = (side == Side.SOURCE ? source : destination).address();
        yield kinds.contains(AddressKind.LOCAL) && walk.node.isLocal(address);
      }
      case Match.Random(long threshold) -> threshold > 0;
      case Match.Recent recent ->
          recent.operation() == Match.Recent.Operation.SET
              || walk.seen.contains(recent.name() + " " + source.address());
      case Match.SourceMac(var address) -> walk.packet.mac().equals(Optional.of(address));
      case Match.AddressRange(var side, var first, var last) -> {
        long address = (side == Side.SOURCE ? source : destination).address().low();
        yield first.low() <= address && address <= last.low();
      }
      default ->
          throw new IllegalArgumentException("not one of the generated conditions: " + match);
    };
  }

  private static boolean in(Prefix prefix, Endpoint endpoint) {
    long bits = endpoint.address().low() & prefix.mask().low();
    return bits == prefix.address().low();
  }

  private static boolean covers(PortRange range, int port) {
    return range.first() <= port && port <= range.last();
  }

  private static boolean named(String pattern, String name) {
    return pattern.endsWith("+")
        ? (name + "+").startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(name);
  }

  private static boolean is(ConnectionState state, PlainWalk walk) {
    return switch (state) {
      case NEW, ESTABLISHED, RELATED -> walk.tracked && walk.state == state;
      case UNTRACKED -> walk.state == ConnectionState.UNTRACKED;
      case INVALID -> !walk.tracked && walk.state != ConnectionState.UNTRACKED;
      case DNAT -> walk.tracked && !walk.destination.equals(walk.packet.destination());
      case SNAT -> walk.tracked && walk.hasOtherSource;
    };
  }
}
