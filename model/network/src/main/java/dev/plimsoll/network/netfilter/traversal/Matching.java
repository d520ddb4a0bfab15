package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Match.Direction;
import dev.plimsoll.network.netfilter.Match.LimitedTo;
import dev.plimsoll.network.netfilter.Sets;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import dev.plimsoll.network.netfilter.conntrack.Tuple;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Says what a match asks of a packet under way. Asking changes nothing.
///
/// Linux 6.x `net/ipv4/netfilter/ip_tables.c`, `ip_packet_match`, and `net/netfilter/xt_*.c`.
final class Matching {

  private final Node node;
  private final History history;
  private final Sets sets;

  Matching(Node node, History history, Sets sets) {
    this.node = node;
    this.history = history;
    this.sets = sets;
  }

  /// What a match asks of a packet.
  Condition.Question question(Match match) {
    return switch (match) {
      case Match.Source(var prefixes) -> {
        var any = prefixes.toArray(Prefix[]::new);
        yield walk -> within(any, walk.source);
      }
      case Match.Destination(var prefixes) -> {
        var any = prefixes.toArray(Prefix[]::new);
        yield walk -> within(any, walk.destination);
      }
      case Match.InInterface(var name) -> walk -> isInterface(match, name, walk.in, walk);
      case Match.OutInterface(var name) -> walk -> isInterface(match, name, walk.out, walk);
      case Match.OfProtocol(var protocol) ->
          protocol.number() == IpProtocol.ANY.number()
              ? _ -> Answer.YES
              : walk -> Answer.of(isOf(protocol, walk));
      case Match.Fragment() -> walk -> Answer.of(walk.packet.laterFragment());
      case Match.Comment _, Match.Accounting _ -> _ -> Answer.YES;
      case Match.SourcePort(var protocol, var range) ->
          walk -> has(protocol, walk) ? sourcePort(match, range, walk) : Answer.NO;
      case Match.DestinationPort(var protocol, var range) ->
          walk -> Answer.of(has(protocol, walk) && range.contains(walk.destination.port()));
      case Match.Multiport(var side, var ranges) -> walk -> multiport(match, side, ranges, walk);
      case Match.TcpFlags flags -> walk -> Answer.of(flags(flags, walk));
      case Match.IcmpType icmp -> walk -> Answer.of(icmp(icmp, walk));
      case Match.ConnState(var states) -> isOneOf(states);
      case Match.ConnProtocol(var protocol) ->
          walk ->
              walk.state == ConnectionState.RELATED
                  ? new Answer.Unknown(match)
                  : Answer.of(protocol.equals(walk.packet.protocol()));
      case Match.ConnAddress(var direction, var side, var prefix) ->
          walk ->
              connection(
                  match, direction, side, walk, end -> Answer.of(prefix.contains(end.address())));
      case Match.ConnPort port -> walk -> port(port, walk);
      case Match.ConnDirection(var direction) ->
          walk ->
              walk.connection().isEmpty() && walk.state != ConnectionState.NEW
                  ? new Answer.Unknown(match)
                  : Answer.of(direction == direction(walk));
      case Match.Mark(int value, int mask) -> walk -> Answer.of((walk.mark & mask) == value);
      case Match.ConnMark(int value, int mask) ->
          walk -> Answer.of((walk.connectionMark & mask) == value);
      case Match.AddressType type -> walk -> addressType(type, walk);
      case Match.SourceMac(var address) ->
          walk ->
              walk.mac.isEmpty()
                  ? new Answer.Unknown(match)
                  : Answer.of(address.equals(walk.mac.get()));
      case Match.Random random -> always(random(random));
      case Match.Nth(long every, _) -> always(every == 1 ? Answer.YES : new Answer.Unknown(null));
      case Match.Recent recent -> walk -> recent(recent, walk);
      case Match.AddressRange(var side, var first, var last) ->
          walk ->
              Answer.of(between(side == Side.SOURCE ? walk.source : walk.destination, first, last));
      case Match.InSet asked -> inSet(asked);
      case Match.Unseen unseen ->
          unseen.kind().isLasting()
              ? walk -> new Answer.Unknown(List.of(unseen, walk.source, walk.destination))
              : always(new Answer.Unknown(null));
      case Match.Uninterpreted _ -> always(new Answer.NotUnderstood());
    };
  }

  private static Condition.Question always(Answer answer) {
    return _ -> answer;
  }

  /// What decides first about an address of a set, or excepts it.
  private record SetCase(List<Condition.Question> all, boolean isException) {

    Answer fits(Walk walk) {
      Answer fits = Answer.YES;
      for (var question : all) {
        Answer answer = question.of(walk);
        fits = fits == Answer.NO || answer == Answer.YES ? fits : answer;
      }
      return fits;
    }
  }

  private Condition.Question inSet(Match.InSet asked) {
    Condition.Question unknown =
        walk -> new Answer.Unknown(List.of(asked, walk.source, walk.destination));
    return sets.cases(asked.set(), asked.sides())
        .map(found -> found.stream().map(set -> set.stream().map(this::setCase).toList()).toList())
        .<Condition.Question>map(
            cases ->
                walk ->
                    inOne(cases, walk) instanceof Answer.Certain certain
                        ? certain
                        : unknown.of(walk))
        .orElse(unknown);
  }

  private SetCase setCase(Sets.Case each) {
    return new SetCase(each.all().stream().map(this::question).toList(), each.isException());
  }

  /// Whether a packet is in one of several sets; any other answer is that it may be.
  private static Answer inOne(List<List<SetCase>> sets, Walk walk) {
    Answer all = Answer.NO;
    for (List<SetCase> cases : sets) {
      Answer one = in(cases, walk);
      if (one == Answer.YES) {
        return one;
      }
      all = one == Answer.NO ? all : one;
    }
    return all;
  }

  private static Answer in(List<SetCase> cases, Walk walk) {
    for (SetCase each : cases) {
      Answer fits = each.fits(walk);
      if (fits == Answer.YES) {
        return Answer.of(!each.isException());
      }
      if (fits != Answer.NO) {
        return fits;
      }
    }
    return Answer.NO;
  }

  private static Answer within(Prefix[] prefixes, Endpoint endpoint) {
    for (Prefix prefix : prefixes) {
      if (prefix.contains(endpoint.address())) {
        return Answer.YES;
      }
    }
    return Answer.NO;
  }

  /// A final `+` stands for any ending, also for none.
  private static Answer isInterface(Match match, String name, Optional<String> actual, Walk walk) {
    if (name.equals("+")) {
      return Answer.YES;
    }
    if (actual.isEmpty()) {
      return new Answer.Unknown(List.of(match, walk.destination));
    }
    return Answer.of(
        name.endsWith("+")
            ? actual.get().startsWith(name.substring(0, name.length() - 1))
            : actual.get().equals(name));
  }

  /// Whether the packet is of the protocol and shows its ports.
  private static boolean has(IpProtocol protocol, Walk walk) {
    return isOf(protocol, walk) && !walk.packet.laterFragment();
  }

  private static boolean isOf(IpProtocol protocol, Walk walk) {
    return protocol.number() == walk.packet.protocol().number();
  }

  private static Answer multiport(Match match, Side side, List<PortRange> ranges, Walk walk) {
    if (!walk.packet.protocol().hasPorts()) {
      return Answer.NO;
    }
    if (side != Side.SOURCE
        && ranges.stream().anyMatch(range -> range.contains(walk.destination.port()))) {
      return Answer.YES;
    }
    if (side == Side.DESTINATION) {
      return Answer.NO;
    }
    var answers = ranges.stream().map(range -> sourcePort(match, range, walk)).toList();
    if (answers.contains(Answer.YES)) {
      return Answer.YES;
    }
    boolean none = answers.stream().allMatch(Answer.NO::equals);
    return none ? Answer.NO : new Answer.Unknown(List.of(match, walk.source));
  }

  /// Whether the source's port lies in a range; nobody knows if it was drawn from a wider one.
  private static Answer sourcePort(Match match, PortRange range, Walk walk) {
    if (walk.drawn.isEmpty()) {
      return Answer.of(range.contains(walk.source.port()));
    }
    PortRange drawn = walk.drawn.get();
    boolean all = range.contains(drawn.first()) && range.contains(drawn.last());
    boolean none = range.last() < drawn.first() || drawn.last() < range.first();
    return all || none ? Answer.of(all) : new Answer.Unknown(List.of(match, walk.source));
  }

  private static boolean flags(Match.TcpFlags flags, Walk walk) {
    boolean met = has(IpProtocol.TCP, walk) && flags.examined().containsAll(flags.set());
    for (var flag : flags.examined()) {
      met &= walk.packet.tcpFlags().contains(flag) == flags.set().contains(flag);
    }
    return met;
  }

  private static boolean icmp(Match.IcmpType icmp, Walk walk) {
    IpProtocol protocol = icmp.family() == Family.IPV4 ? IpProtocol.ICMP : IpProtocol.ICMPV6;
    int type = walk.packet.icmpType() >> 8;
    int code = walk.packet.icmpType() & 0xff;
    return has(protocol, walk)
        && icmp.type().orElse(type) == type
        && icmp.code().orElse(code) == code;
  }

  private static Condition.Question isOneOf(Set<ConnectionState> states) {
    var any = states.toArray(ConnectionState[]::new);
    return walk -> {
      for (var state : any) {
        if (is(state, walk)) {
          return Answer.YES;
        }
      }
      return Answer.NO;
    };
  }

  /// `xt_conntrack.c`: without an entry a packet is INVALID; SNAT and DNAT are bits of the entry.
  private static boolean is(ConnectionState state, Walk walk) {
    return switch (state) {
      case SNAT -> walk.tracked && walk.hasOtherSource;
      case DNAT -> walk.tracked && walk.hasOtherDestination;
      case UNTRACKED -> walk.state == ConnectionState.UNTRACKED;
      case INVALID ->
          walk.state == ConnectionState.INVALID
              || (!walk.tracked && walk.state != ConnectionState.UNTRACKED);
      case NEW, RELATED, ESTABLISHED -> walk.tracked && walk.state == state;
    };
  }

  private static Answer port(Match.ConnPort asked, Walk walk) {
    boolean isDrawn =
        asked.direction() == Direction.REPLY
            && asked.side() == Side.DESTINATION
            && walk.drawn.isPresent();
    return connection(
        asked,
        asked.direction(),
        asked.side(),
        walk,
        end ->
            isDrawn
                ? sourcePort(asked, asked.range(), walk)
                : Answer.of(asked.range().contains(end.port())));
  }

  /// The answer about one of the connection's ends. A packet that is not the first may go either
  /// way, and the connection of an ICMP error is not known at all.
  private static Answer connection(
      Match match, Direction direction, Side side, Walk walk, Function<Endpoint, Answer> answer) {
    if (walk.connection().isPresent()) {
      var connection = walk.connection().get().connection();
      Tuple of = direction == Direction.ORIGINAL ? connection.original() : connection.reply();
      return answer.apply(tracked(side == Side.SOURCE ? of.source() : of.destination(), walk));
    }
    Answer forth = answer.apply(tuple(direction, side, walk));
    return switch (walk.state) {
      case NEW -> forth;
      case ESTABLISHED -> {
        Direction other = direction == Direction.ORIGINAL ? Direction.REPLY : Direction.ORIGINAL;
        Answer back = answer.apply(tuple(other, side, walk));
        yield forth.equals(back) ? forth : new Answer.Unknown(match);
      }
      case RELATED, INVALID, UNTRACKED, SNAT, DNAT -> new Answer.Unknown(match);
    };
  }

  /// The connection's own ends: the first packet as it came, and what answers will look like.
  private static Endpoint tuple(Direction direction, Side side, Walk walk) {
    Endpoint end =
        switch (direction) {
          case ORIGINAL -> side == Side.SOURCE ? walk.packet.source() : walk.packet.destination();
          case REPLY -> side == Side.SOURCE ? walk.destination : walk.source;
        };
    return tracked(end, walk);
  }

  private static Endpoint tracked(Endpoint end, Walk walk) {
    return walk.hasTrackedPorts() ? end : end.withPort(0);
  }

  /// The first packet goes forth, and so do all that are not known to come back.
  private static Direction direction(Walk walk) {
    return walk.connection().map(Tracked::isReply).orElse(false)
        ? Direction.REPLY
        : Direction.ORIGINAL;
  }

  private Answer addressType(Match.AddressType type, Walk walk) {
    Optional<String> on =
        switch (type.limitedTo()) {
          case ANY -> Optional.of("");
          case IN -> walk.in;
          case OUT -> walk.out;
        };
    if (on.isEmpty()) {
      return new Answer.Unknown(List.of(type, walk.source, walk.destination));
    }
    Address address = (type.side() == Side.SOURCE ? walk.source : walk.destination).address();
    Optional<String> limit = type.limitedTo() == LimitedTo.ANY ? Optional.empty() : on;
    return Answer.of(node.isOfKind(type.kinds(), address, limit));
  }

  private static Answer random(Match.Random random) {
    if (random.threshold() == 0 || random.threshold() >= Match.Random.CERTAIN) {
      return Answer.of(random.threshold() > 0);
    }
    return new Answer.Chance(random.probability());
  }

  /// `xt_recent.c`, `recent_mt`.
  private Answer recent(Match.Recent recent, Walk walk) {
    if (recent.operation() == Match.Recent.Operation.SET) {
      return Answer.YES;
    }
    Walk.RecentEntry entry = walk.entry(recent);
    int entries = walk.recent.getOrDefault(entry, known(entry));
    if (entries == Walk.UNSURE) {
      return new Answer.Unknown(null);
    }
    return Answer.of(entries > 0 && entries >= recent.hits().orElse(1));
  }

  /// The number of entries when the packet comes.
  int known(Walk.RecentEntry entry) {
    if (!history.isKnown()) {
      return Walk.UNSURE;
    }
    return history.has(entry.list(), entry.address()) ? 1 : 0;
  }

  private static boolean between(Endpoint endpoint, Address first, Address last) {
    return first.family() == endpoint.address().family()
        && first.compareTo(endpoint.address()) <= 0
        && endpoint.address().compareTo(last) <= 0;
  }
}
