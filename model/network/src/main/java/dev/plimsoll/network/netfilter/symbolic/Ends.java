package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.Map;

/// Source and destination of packets as they are now: addresses and ports.
final class Ends {

  /// The ports that a source's is drawn from where the rule asks for chance but names no ports, and
  /// the old ones for which that is so: `nf_nat_core.c`, `nf_nat_l4proto_unique_tuple`.
  private static final Map<PortRange, PortRange> DRAWN =
      Map.of(
          new PortRange(1, 511),
          new PortRange(0, 511),
          new PortRange(600, 1023),
          new PortRange(512, 1023),
          new PortRange(1024, 65535),
          new PortRange(1024, 65535));

  private final HeaderSpace space;
  private final Diagrams diagrams;
  private final int later;

  /// @param later the packets that show no ports
  Ends(HeaderSpace space, int later) {
    this.space = space;
    this.later = later;
    diagrams = space.diagrams;
  }

  /// One end of a packet as it is now.
  record End(Bits address, Bits port) {}

  /// One end as it is now; the destination if either is asked for.
  End now(Side side, Header header) {
    return side == Side.SOURCE
        ? end(header.source(), space.source, space.sourcePort)
        : end(header.destination(), space.destination, space.destinationPort);
  }

  /// An end after a change.
  End end(Rewriting rewriting, Field address, Field port) {
    Bits ports = space.bits(port);
    if (rewriting.port().isPresent()) {
      var bits = new int[16];
      for (int i = 0; i < 16; i++) {
        boolean one = ((rewriting.port().getAsInt() >>> (15 - i)) & 1) == 1;
        bits[i] = one ? Diagrams.FULL : Diagrams.EMPTY;
      }
      ports = new Bits(diagrams, bits);
    }
    return new End(rewriting.address(diagrams, address), ports);
  }

  /// The packets of a protocol that show its header.
  int shows(IpProtocol protocol) {
    return diagrams.minus(space.of(protocol), later);
  }

  /// Where the port of one end lies in a range.
  int port(Side side, PortRange range, Header header) {
    if (range.first() > range.last()) {
      return Diagrams.EMPTY;
    }
    var given = side == Side.SOURCE ? header.source().port() : header.destination().port();
    if (given.isPresent()) {
      return range.contains(given.getAsInt()) ? Diagrams.FULL : Diagrams.EMPTY;
    }
    return now(side, header).port().between(range.first(), range.last());
  }

  /// Where a port of the packet lies in one of the ranges.
  Reply multiport(Match.Multiport multiport, Header header) {
    int yes = Diagrams.EMPTY;
    int unsure = Diagrams.EMPTY;
    for (PortRange range : multiport.ranges()) {
      if (multiport.side() != Side.DESTINATION) {
        Reply source = sourcePort(multiport, range, header);
        yes = diagrams.or(yes, source.yes());
        unsure = diagrams.or(unsure, source.unsure());
      }
      if (multiport.side() != Side.SOURCE) {
        yes = diagrams.or(yes, port(Side.DESTINATION, range, header));
      }
    }
    var reply = new Reply(yes, diagrams.minus(unsure, yes), new Reply.Doubt.Unknown(multiport));
    return reply.within(space.withPorts, diagrams);
  }

  /// Where the source's port lies in a range; nobody knows if it was drawn from a wider one.
  Reply sourcePort(Match match, PortRange range, Header header) {
    if (!header.translation().isDrawn()) {
      return Reply.certain(port(Side.SOURCE, range, header));
    }
    int yes = Diagrams.EMPTY;
    int no = Diagrams.EMPTY;
    Bits old = now(Side.SOURCE, header).port();
    for (var drawing : DRAWN.entrySet()) {
      PortRange drawn = drawing.getKey();
      PortRange from = drawing.getValue();
      int where = diagrams.and(space.withTrackedPorts, old.between(from.first(), from.last()));
      if (range.contains(drawn.first()) && range.contains(drawn.last())) {
        yes = diagrams.or(yes, where);
      } else if (range.last() < drawn.first() || drawn.last() < range.first()) {
        no = diagrams.or(no, where);
      }
    }
    if (range.contains(0) && range.contains(65535)) {
      yes = diagrams.or(yes, diagrams.not(space.withTrackedPorts));
    }
    return new Reply(yes, diagrams.not(diagrams.or(yes, no)), new Reply.Doubt.Unknown(match));
  }
}
