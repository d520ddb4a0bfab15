package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Match.Direction;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.PortRange;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Decides one condition for all packets at once; what `Matching` does for one.
///
/// Linux 6.x `net/ipv4/netfilter/ip_tables.c`, `ip_packet_match`, and `net/netfilter/xt_*.c`.
final class Conditions {

  private final HeaderSpace space;
  private final Diagrams diagrams;
  private final Addresses addresses;
  private final int later;

  /// The packets that come from and go to prefixes, as long as nothing is rewritten.
  private final Map<List<Prefix>, Integer> sources = new HashMap<>();

  private final Map<List<Prefix>, Integer> destinations = new HashMap<>();

  Conditions(HeaderSpace space, Addresses addresses) {
    this.space = space;
    this.diagrams = space.diagrams;
    this.addresses = addresses;
    later = diagrams.literal(space.fragment.first());
  }

  /// Which packets meet a test, its `!` included. Without a connection, what asks for one does not
  /// hold, nor does its opposite; and a test beside one of the state is not looked at.
  ///
  /// @param beside whether its module asks for the state as well
  Reply reply(Test test, boolean beside, Header header) {
    Reply reply = reply(test, header);
    int tracked = tracked(header);
    int unsure = diagrams.and(reply.unsure(), tracked);
    if (beside) {
      return new Reply(diagrams.or(reply.yes(), diagrams.not(tracked)), unsure, reply.doubt());
    }
    return needsConnection(test.match())
        ? new Reply(diagrams.and(reply.yes(), tracked), unsure, reply.doubt())
        : reply;
  }

  private static boolean needsConnection(Match match) {
    return switch (match) {
      case Match.ConnProtocol _,
          Match.ConnAddress _,
          Match.ConnPort _,
          Match.ConnDirection _,
          Match.ConnMark _ ->
          true;
      case Match.Unseen unseen -> unseen.kind() == Match.Unseen.Kind.CONN_STATUS;
      case Match other -> false;
    };
  }

  private Reply reply(Test test, Header header) {
    Reply reply = positive(test.match(), header);
    if (reply.unsure() != Diagrams.EMPTY
        && reply.doubt() instanceof Reply.Doubt.Unknown(var question)
        && question != null) {
      Boolean known = header.answers().get(question);
      if (known != null) {
        reply = Reply.certain(known ? diagrams.or(reply.yes(), reply.unsure()) : reply.yes());
      }
    }
    return test.not() ? reply.negated(diagrams) : reply;
  }

  private Reply positive(Match match, Header header) {
    return switch (match) {
      case Match.Source(var prefixes) -> within(Side.SOURCE, prefixes, header);
      case Match.Destination(var prefixes) -> within(Side.DESTINATION, prefixes, header);
      case Match.InInterface(var name) -> Reply.certain(in(name, header));
      case Match.OutInterface(var name) -> out(match, name, header);
      case Match.OfProtocol(var protocol) ->
          Reply.certain(protocol.equals(IpProtocol.ANY) ? Diagrams.FULL : space.of(protocol));
      case Match.Fragment() -> Reply.certain(later);
      case Match.Comment _, Match.Accounting _ -> Reply.certain(Diagrams.FULL);
      case Match.SourcePort(var protocol, var range) ->
          sourcePort(match, range, header).within(shows(protocol), diagrams);
      case Match.DestinationPort(var protocol, var range) ->
          Reply.certain(diagrams.and(shows(protocol), port(Side.DESTINATION, range, header)));
      case Match.Multiport multiport -> multiport(multiport, header);
      case Match.TcpFlags flags -> Reply.certain(tcpFlags(flags));
      case Match.IcmpType icmp -> Reply.certain(icmp(icmp));
      case Match.ConnState(var states) -> {
        int set = Diagrams.EMPTY;
        for (ConnectionState state : states) {
          set = diagrams.or(set, is(state, header));
        }
        yield Reply.certain(set);
      }
      case Match.ConnProtocol(var protocol) ->
          new Reply(
              diagrams.minus(space.of(protocol), space.in(ConnectionState.RELATED)),
              space.in(ConnectionState.RELATED),
              new Reply.Doubt.Unknown(match));
      case Match.ConnAddress(var direction, var side, var prefix) ->
          connection(match, direction, side, header, end -> end.address().in(prefix));
      case Match.ConnPort port -> connectionPort(port, header);
      case Match.ConnDirection(var direction) -> {
        int isNew = space.in(ConnectionState.NEW);
        yield new Reply(
            direction == Direction.ORIGINAL ? isNew : Diagrams.EMPTY,
            diagrams.not(isNew),
            new Reply.Doubt.Unknown(match));
      }
      case Match.Mark(int value, int mask) -> Reply.certain(header.marks().is(value, mask, space));
      case Match.ConnMark(int value, int mask) ->
          Reply.certain(header.connectionMarks().is(value, mask, space));
      case Match.AddressType type -> addressType(type, header);
      case Match.Random random -> random(random);
      case Match.Nth(long every, _) -> every == 1 ? Reply.certain(Diagrams.FULL) : unknown(null);
      case Match.Recent recent ->
          throw new IllegalArgumentException(recent + ": expected to be asked of one entry");
      case Match.AddressRange(var side, var first, var last) ->
          Reply.certain(end(side, header).address().between(first, last));
      case Match.Unseen unseen ->
          new Reply(
              Diagrams.EMPTY,
              Diagrams.FULL,
              new Reply.Doubt.Unknown(
                  unseen.kind().isLasting()
                      ? List.of(unseen, header.source(), header.destination())
                      : null));
      case Match.Uninterpreted _ -> Reply.doubtful(new Reply.Doubt.NotUnderstood());
    };
  }

  private static Reply unknown(@Nullable Object question) {
    return Reply.doubtful(new Reply.Doubt.Unknown(question));
  }

  /// One end of a packet as it is now.
  record End(Bits address, Bits port) {}

  /// One end as it is now; the destination if either is asked for.
  End end(Side side, Header header) {
    return side == Side.SOURCE
        ? end(header.source(), space.source, space.sourcePort)
        : end(header.destination(), space.destination, space.destinationPort);
  }

  private End end(Rewriting rewriting, Field address, Field port) {
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

  private Reply within(Side side, List<Prefix> prefixes, Header header) {
    Rewriting rewriting = side == Side.SOURCE ? header.source() : header.destination();
    if (rewriting.isAddressGiven()) {
      boolean met = prefixes.stream().anyMatch(prefix -> prefix.contains(rewriting.added()));
      return Reply.certain(met ? Diagrams.FULL : Diagrams.EMPTY);
    }
    if (!rewriting.isNone()) {
      return Reply.certain(within(prefixes, end(side, header).address()));
    }
    var known = side == Side.SOURCE ? sources : destinations;
    return Reply.certain(
        known.computeIfAbsent(prefixes, _ -> within(prefixes, end(side, header).address())));
  }

  private int within(List<Prefix> prefixes, Bits address) {
    int set = Diagrams.EMPTY;
    for (Prefix prefix : prefixes) {
      set = diagrams.or(set, address.in(prefix));
    }
    return set;
  }

  private static boolean fits(String name, String actual) {
    return name.endsWith("+")
        ? actual.startsWith(name.substring(0, name.length() - 1))
        : actual.equals(name);
  }

  private int in(String name, Header header) {
    if (name.equals("+")) {
      return Diagrams.FULL;
    }
    return on(header, actual -> fits(name, actual));
  }

  /// The packets that came by an interface of which something holds; `""` stands for none.
  int on(Header header, Predicate<String> holds) {
    if (header.in().isPresent()) {
      return holds.test(header.in().get()) ? Diagrams.FULL : Diagrams.EMPTY;
    }
    return space.arriving(
        how ->
            switch (how) {
              case Arrival.Made() -> holds.test("");
              case Arrival.Received(var by) -> holds.test(by.orElseThrow());
            });
  }

  private Reply out(Match match, String name, Header header) {
    if (name.equals("+")) {
      return Reply.certain(Diagrams.FULL);
    }
    if (header.out().isEmpty()) {
      return unknown(List.of(match, header.destination()));
    }
    return Reply.certain(fits(name, header.out().get()) ? Diagrams.FULL : Diagrams.EMPTY);
  }

  /// The packets of a protocol that show its header.
  private int shows(IpProtocol protocol) {
    return diagrams.minus(space.of(protocol), later);
  }

  private int port(Side side, PortRange range, Header header) {
    if (range.first() > range.last()) {
      return Diagrams.EMPTY;
    }
    var given = side == Side.SOURCE ? header.source().port() : header.destination().port();
    if (given.isPresent()) {
      return range.contains(given.getAsInt()) ? Diagrams.FULL : Diagrams.EMPTY;
    }
    return end(side, header).port().between(range.first(), range.last());
  }

  private Reply multiport(Match.Multiport multiport, Header header) {
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
    return reply.within(diagrams.minus(space.withPorts, later), diagrams);
  }

  /// Where the source's port lies in a range; nobody knows if it was drawn from a wider one.
  private Reply sourcePort(Match match, PortRange range, Header header) {
    Optional<PortRange> from = header.translation().drawn();
    if (from.isEmpty()) {
      return Reply.certain(port(Side.SOURCE, range, header));
    }
    PortRange drawn = from.get();
    boolean all = range.contains(drawn.first()) && range.contains(drawn.last());
    boolean none = range.last() < drawn.first() || drawn.last() < range.first();
    return all || none ? Reply.certain(all ? Diagrams.FULL : Diagrams.EMPTY) : unknown(match);
  }

  /// Connection tracking knows no ports where [HeaderSpace#withTrackedPorts] has none: they are 0.
  private Reply connectionPort(Match.ConnPort asked, Header header) {
    boolean drawn =
        asked.direction() == Direction.REPLY
            && asked.side() == Side.DESTINATION
            && header.translation().drawn().isPresent();
    if (drawn) {
      int isNew = space.in(ConnectionState.NEW);
      Reply first = sourcePort(asked, asked.range(), header).within(isNew, diagrams);
      return new Reply(
          first.yes(),
          diagrams.or(first.unsure(), diagrams.not(isNew)),
          new Reply.Doubt.Unknown(asked));
    }
    int portless = asked.range().contains(0) ? Diagrams.FULL : Diagrams.EMPTY;
    return connection(
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
  private Reply connection(
      Match match, Direction direction, Side side, Header header, ToIntFunction<End> holds) {
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

  private int tcpFlags(Match.TcpFlags flags) {
    if (!flags.examined().containsAll(flags.set())) {
      return Diagrams.EMPTY;
    }
    int set = shows(IpProtocol.TCP);
    for (var flag : flags.examined()) {
      int literal = diagrams.literal(space.tcpFlags.first() + HeaderSpace.FLAGS.indexOf(flag));
      set = diagrams.and(set, flags.set().contains(flag) ? literal : diagrams.not(literal));
    }
    return set;
  }

  private int icmp(Match.IcmpType icmp) {
    IpProtocol protocol = icmp.family() == Family.IPV4 ? IpProtocol.ICMP : IpProtocol.ICMPV6;
    int set = shows(protocol);
    if (icmp.type().isPresent()) {
      Bits type = space.bits(new Field(space.icmpType.first(), 8));
      set = diagrams.and(set, type.is(icmp.type().getAsInt()));
    }
    if (icmp.code().isPresent()) {
      Bits code = space.bits(new Field(space.icmpType.first() + 8, 8));
      set = diagrams.and(set, code.is(icmp.code().getAsInt()));
    }
    return set;
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

  private int is(ConnectionState state, Header header) {
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

  private End tuple(Direction direction, Side side, Header header) {
    boolean source = (direction == Direction.ORIGINAL) == (side == Side.SOURCE);
    if (direction == Direction.REPLY) {
      return end(source ? Side.SOURCE : Side.DESTINATION, header);
    }
    Rewriting none = Rewriting.none(space.family);
    return source
        ? end(none, space.source, space.sourcePort)
        : end(none, space.destination, space.destinationPort);
  }

  private Reply addressType(Match.AddressType type, Header header) {
    Bits address = end(type.side(), header).address();
    return switch (type.limitedTo()) {
      case ANY -> Reply.certain(addresses.ofKind(type.kinds(), Optional.empty(), address));
      case OUT ->
          header.out().isEmpty()
              ? unknown(List.of(type, header.source(), header.destination()))
              : Reply.certain(addresses.ofKind(type.kinds(), header.out(), address));
      case IN -> {
        int set = Diagrams.EMPTY;
        for (Optional<String> name : addresses.interfaces()) {
          int kind = addresses.ofKind(type.kinds(), name, address);
          set = diagrams.or(set, diagrams.and(on(header, name.orElse("")::equals), kind));
        }
        yield Reply.certain(set);
      }
    };
  }

  private static Reply random(Match.Random random) {
    if (random.threshold() == 0 || random.threshold() >= Match.Random.CERTAIN) {
      return Reply.certain(random.threshold() > 0 ? Diagrams.FULL : Diagrams.EMPTY);
    }
    return Reply.doubtful(new Reply.Doubt.Coin(random.probability()));
  }
}
