package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Match.Direction;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.symbolic.Ends.End;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import java.util.function.ToIntFunction;

/// What connection tracking says of packets.
///
/// Linux 6.x `net/netfilter/xt_conntrack.c`, `conntrack_mt`.
final class Connections {

  private final HeaderSpace space;
  private final Diagrams diagrams;
  private final Ends ends;

  Connections(HeaderSpace space, Ends ends) {
    this.space = space;
    diagrams = space.diagrams;
    this.ends = ends;
  }

  /// The packets that connection tracking has an entry for.
  int tracked(Header header) {
    return header.looked() && !header.notrack()
        ? diagrams.minus(
            diagrams.not(space.in(ConnectionState.UNTRACKED)), space.in(ConnectionState.INVALID))
        : Diagrams.EMPTY;
  }

  /// The packets for which the tables of NAT are consulted.
  int consulted(Header header) {
    return header.notrack()
        ? Diagrams.EMPTY
        : diagrams.or(
            space.in(ConnectionState.NEW),
            diagrams.minus(
                diagrams.minus(space.in(ConnectionState.RELATED), space.of(IpProtocol.ICMP)),
                space.of(IpProtocol.ICMPV6)));
  }

  /// The packets in a state, as rules see it.
  int are(ConnectionState state, Header header) {
    int tracked = tracked(header);
    int untracked = header.notrack() ? Diagrams.FULL : space.in(ConnectionState.UNTRACKED);
    return switch (state) {
      case SNAT -> header.translation().hasOtherSource() ? tracked : Diagrams.EMPTY;
      case DNAT -> header.translation().hasOtherDestination() ? tracked : Diagrams.EMPTY;
      case UNTRACKED -> untracked;
      case INVALID -> {
        int invalid = header.notrack() ? Diagrams.EMPTY : space.in(ConnectionState.INVALID);
        yield diagrams.or(invalid, diagrams.minus(diagrams.not(tracked), untracked));
      }
      case NEW, RELATED, ESTABLISHED -> diagrams.and(tracked, space.in(state));
    };
  }

  /// Connection tracking knows no ports where [HeaderSpace#withTrackedPorts] has none: they are 0.
  Reply port(Match.ConnPort asked, Header header) {
    boolean drawn =
        asked.direction() == Direction.REPLY
            && asked.side() == Side.DESTINATION
            && header.translation().isDrawn();
    if (drawn) {
      int isNew = space.in(ConnectionState.NEW);
      Reply first = ends.sourcePort(asked, asked.range(), header).within(isNew, diagrams);
      return new Reply(
          first.yes(),
          diagrams.or(first.unsure(), diagrams.not(isNew)),
          new Reply.Doubt.Unknown(asked));
    }
    int portless = asked.range().contains(0) ? Diagrams.FULL : Diagrams.EMPTY;
    return end(
        asked,
        asked.direction(),
        asked.side(),
        header,
        end ->
            diagrams.or(
                diagrams.and(
                    space.withTrackedPorts,
                    end.port().between(asked.range().first(), asked.range().last())),
                diagrams.minus(portless, space.withTrackedPorts)));
  }

  /// The reply about one of the connection's ends. A packet that is not the first may go either
  /// way, and the connection of an ICMP error is not known at all.
  Reply end(Match match, Direction direction, Side side, Header header, ToIntFunction<End> holds) {
    Direction other = direction == Direction.ORIGINAL ? Direction.REPLY : Direction.ORIGINAL;
    int forth = holds.applyAsInt(tuple(direction, side, header));
    int back = holds.applyAsInt(tuple(other, side, header));
    int isNew = space.in(ConnectionState.NEW);
    int established = space.in(ConnectionState.ESTABLISHED);
    int both = diagrams.and(forth, back);
    int neither = diagrams.not(diagrams.or(forth, back));
    int certain = diagrams.or(isNew, diagrams.and(established, diagrams.or(both, neither)));
    return new Reply(
        diagrams.or(diagrams.and(isNew, forth), diagrams.and(established, both)),
        diagrams.not(certain),
        new Reply.Doubt.Unknown(match));
  }

  /// The connection's own ends: the first packet as it came, and what answers will look like.
  private End tuple(Direction direction, Side side, Header header) {
    boolean source = (direction == Direction.ORIGINAL) == (side == Side.SOURCE);
    if (direction == Direction.REPLY) {
      return ends.now(source ? Side.SOURCE : Side.DESTINATION, header);
    }
    Rewriting none = Rewriting.none(space.family);
    return source
        ? ends.end(none, space.source, space.sourcePort)
        : ends.end(none, space.destination, space.destinationPort);
  }
}
