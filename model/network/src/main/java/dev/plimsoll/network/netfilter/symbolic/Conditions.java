package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Match.Direction;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.Sets;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Decides one condition for all packets at once; what `Matching` does for one.
///
/// Linux 6.x `net/ipv4/netfilter/ip_tables.c`, `ip_packet_match`, and `net/netfilter/xt_*.c`.
final class Conditions {

  private final HeaderSpace space;
  private final Diagrams diagrams;
  private final Addresses addresses;
  private final Ends ends;
  private final Connections connections;

  /// The packets that come from and go to prefixes, as long as nothing is rewritten.
  private final Map<List<Prefix>, Integer> sources = new HashMap<>();

  private final Map<List<Prefix>, Integer> destinations = new HashMap<>();

  private final Sets sets;
  private final int later;

  /// Whether rules see the frames of packets.
  private final boolean framed;

  /// @param framed whether rules see the frames of packets
  Conditions(HeaderSpace space, Addresses addresses, RuleSet rules, boolean framed) {
    this.framed = framed;
    sets = rules.sets();
    later = space.later(rules);
    this.space = space;
    this.diagrams = space.diagrams;
    this.addresses = addresses;
    ends = new Ends(space, later);
    connections = new Connections(space, ends);
  }

  /// The fragments other than the first.
  int later() {
    return later;
  }

  Ends ends() {
    return ends;
  }

  Connections connections() {
    return connections;
  }

  /// Which packets meet a test, its `!` included. Without a connection, what asks for one does not
  /// hold, nor does its opposite; and a test beside one of the state is not looked at.
  ///
  /// @param beside whether its module asks for the state as well
  Reply reply(Test test, boolean beside, Header header) {
    Reply reply = reply(test, header);
    int tracked = connections.tracked(header);
    int unsure = diagrams.and(reply.unsure(), tracked);
    if (beside) {
      return new Reply(diagrams.or(reply.yes(), diagrams.not(tracked)), unsure, reply.doubt());
    }
    return test.match().needsConnection()
        ? new Reply(diagrams.and(reply.yes(), tracked), unsure, reply.doubt())
        : reply;
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
    reply = test.not() ? reply.negated(diagrams) : reply;
    return test.match() instanceof Match.SourceMac ? reply.within(space.framed(), diagrams) : reply;
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
          ends.sourcePort(match, range, header).within(ends.shows(protocol), diagrams);
      case Match.DestinationPort(var protocol, var range) ->
          Reply.certain(
              diagrams.and(ends.shows(protocol), ends.port(Side.DESTINATION, range, header)));
      case Match.Multiport multiport -> ends.multiport(multiport, header);
      case Match.TcpFlags flags -> Reply.certain(tcpFlags(flags));
      case Match.IcmpType icmp -> Reply.certain(icmp(icmp));
      case Match.ConnState(var states) -> {
        int set = Diagrams.EMPTY;
        for (ConnectionState state : states) {
          set = diagrams.or(set, connections.are(state, header));
        }
        yield Reply.certain(set);
      }
      case Match.ConnProtocol(var protocol) ->
          new Reply(
              diagrams.minus(space.of(protocol), space.in(ConnectionState.RELATED)),
              space.in(ConnectionState.RELATED),
              new Reply.Doubt.Unknown(match));
      case Match.ConnAddress(var direction, var side, var prefix) ->
          connections.end(match, direction, side, header, end -> end.address().in(prefix));
      case Match.ConnPort port -> connections.port(port, header);
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
      case Match.SourceMac(var address) ->
          framed
              ? Reply.certain(space.from(address))
              : new Reply(Diagrams.EMPTY, space.framed(), new Reply.Doubt.Unknown(match));
      case Match.Random random -> random(random);
      case Match.Nth(long every, _) -> every == 1 ? Reply.certain(Diagrams.FULL) : unknown(null);
      case Match.Recent recent ->
          throw new IllegalArgumentException(recent + ": expected to be asked of one entry");
      case Match.AddressRange(var side, var first, var last) ->
          Reply.certain(ends.now(side, header).address().between(first, last));
      case Match.InSet asked ->
          sets.cases(asked.set(), asked.sides())
              .map(cases -> inOne(asked, cases, header))
              .orElseGet(() -> unknown(List.of(asked, header.source(), header.destination())));
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

  private Reply inOne(Match asked, List<List<Sets.Case>> sets, Header header) {
    int yes = Diagrams.EMPTY;
    int perhaps = Diagrams.EMPTY;
    for (List<Sets.Case> cases : sets) {
      Reply one = in(cases, header);
      yes = diagrams.or(yes, one.yes());
      perhaps = diagrams.or(perhaps, one.unsure());
    }
    return new Reply(
        yes,
        diagrams.minus(perhaps, yes),
        new Reply.Doubt.Unknown(List.of(asked, header.source(), header.destination())));
  }

  /// The first case that fits decides, so they are put together from the last one on.
  private Reply in(List<Sets.Case> cases, Header header) {
    int yes = Diagrams.EMPTY;
    int perhaps = Diagrams.EMPTY;
    for (Sets.Case each : cases.reversed()) {
      int fits = Diagrams.FULL;
      int mayFit = Diagrams.FULL;
      for (Match match : each.all()) {
        Reply reply = positive(match, header);
        fits = diagrams.and(fits, reply.yes());
        mayFit = diagrams.and(mayFit, diagrams.or(reply.yes(), reply.unsure()));
      }
      perhaps = diagrams.or(diagrams.minus(perhaps, fits), diagrams.minus(mayFit, fits));
      yes = each.isException() ? diagrams.minus(yes, fits) : diagrams.or(yes, fits);
      yes = diagrams.minus(yes, perhaps);
    }
    return new Reply(yes, perhaps, new Reply.Doubt.NotUnderstood());
  }

  private static Reply unknown(@Nullable Object question) {
    return Reply.doubtful(new Reply.Doubt.Unknown(question));
  }

  private Reply within(Side side, List<Prefix> prefixes, Header header) {
    Rewriting rewriting = side == Side.SOURCE ? header.source() : header.destination();
    if (rewriting.isAddressGiven()) {
      boolean met = prefixes.stream().anyMatch(prefix -> prefix.contains(rewriting.added()));
      return Reply.certain(met ? Diagrams.FULL : Diagrams.EMPTY);
    }
    if (!rewriting.isNone()) {
      return Reply.certain(within(prefixes, ends.now(side, header).address()));
    }
    var known = side == Side.SOURCE ? sources : destinations;
    return Reply.certain(
        known.computeIfAbsent(prefixes, _ -> within(prefixes, ends.now(side, header).address())));
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

  private int tcpFlags(Match.TcpFlags flags) {
    if (!flags.examined().containsAll(flags.set())) {
      return Diagrams.EMPTY;
    }
    int set = ends.shows(IpProtocol.TCP);
    for (var flag : flags.examined()) {
      int literal = diagrams.literal(space.tcpFlags.first() + HeaderSpace.FLAGS.indexOf(flag));
      set = diagrams.and(set, flags.set().contains(flag) ? literal : diagrams.not(literal));
    }
    return set;
  }

  private int icmp(Match.IcmpType icmp) {
    IpProtocol protocol = icmp.family() == Family.IPV4 ? IpProtocol.ICMP : IpProtocol.ICMPV6;
    int set = ends.shows(protocol);
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

  private Reply addressType(Match.AddressType type, Header header) {
    Bits address = ends.now(type.side(), header).address();
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
