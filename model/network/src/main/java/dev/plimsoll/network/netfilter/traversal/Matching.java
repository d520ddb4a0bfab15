package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Match.Direction;
import dev.plimsoll.network.netfilter.Match.LimitedTo;
import dev.plimsoll.network.netfilter.Module;
import dev.plimsoll.network.netfilter.Sets;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import dev.plimsoll.network.netfilter.conntrack.Tuple;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Decides one condition for a packet under way. Changes nothing.
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

  /// The tests of a module that the kernel looks at: of a packet without a connection,
  /// `conntrack_mt` in `xt_conntrack.c` asks for its state, where the rule does, and no more.
  static List<Test> asked(Module module, Walk walk) {
    if (walk.tracked || module.tests().stream().noneMatch(Matching::isState)) {
      return module.tests();
    }
    return module.tests().stream().filter(Matching::isState).toList();
  }

  private static boolean isState(Test test) {
    return test.match() instanceof Match.ConnState;
  }

  /// The answer to a test, its `!` included. Without a connection, what asks for one does not hold,
  /// nor does its opposite; and the same of a frame.
  Answer answer(Test test, Walk walk) {
    if (!walk.tracked && needsConnection(test.match())) {
      return Answer.NO;
    }
    if (test.match() instanceof Match.SourceMac && walk.mac.equals(Optional.of(MacAddress.NONE))) {
      return Answer.NO;
    }
    Answer answer = positive(test.match(), walk);
    if (answer instanceof Answer.Unknown(var about) && about != null) {
      Boolean known = walk.answers.get(about);
      answer = known == null ? answer : Answer.of(known);
    }
    return test.not() ? Answer.negated(answer) : answer;
  }

  /// `xt_conntrack.c`, `xt_connmark.c`.
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

  private Answer positive(Match match, Walk walk) {
    return switch (match) {
      case Match.Source(var prefixes) -> Answer.of(within(prefixes, walk.source));
      case Match.Destination(var prefixes) -> Answer.of(within(prefixes, walk.destination));
      case Match.InInterface(var name) -> isInterface(match, name, walk.in, walk);
      case Match.OutInterface(var name) -> isInterface(match, name, walk.out, walk);
      case Match.OfProtocol(var protocol) ->
          Answer.of(protocol.number() == IpProtocol.ANY.number() || isOf(protocol, walk));
      case Match.Fragment() -> Answer.of(walk.packet.laterFragment());
      case Match.Comment _, Match.Accounting _ -> Answer.YES;
      case Match.SourcePort(var protocol, var range) ->
          has(protocol, walk) ? sourcePort(match, range, walk) : Answer.NO;
      case Match.DestinationPort(var protocol, var range) ->
          Answer.of(has(protocol, walk) && range.contains(walk.destination.port()));
      case Match.Multiport(var side, var ranges) -> multiport(match, side, ranges, walk);
      case Match.TcpFlags(var examined, var set) -> {
        boolean met = has(IpProtocol.TCP, walk);
        for (var flag : examined) {
          met &= walk.packet.tcpFlags().contains(flag) == set.contains(flag);
        }
        yield Answer.of(met && examined.containsAll(set));
      }
      case Match.IcmpType icmp -> Answer.of(icmp(icmp, walk));
      case Match.ConnState(var states) -> Answer.of(states.stream().anyMatch(s -> is(s, walk)));
      case Match.ConnProtocol(var protocol) ->
          walk.state == ConnectionState.RELATED
              ? new Answer.Unknown(match)
              : Answer.of(protocol.equals(walk.packet.protocol()));
      case Match.ConnAddress(var direction, var side, var prefix) ->
          connection(
              match, direction, side, walk, end -> Answer.of(prefix.contains(end.address())));
      case Match.ConnPort(var direction, var side, var range) ->
          connection(
              match,
              direction,
              side,
              walk,
              end ->
                  direction == Direction.REPLY && side == Side.DESTINATION && walk.drawn.isPresent()
                      ? sourcePort(match, range, walk)
                      : Answer.of(range.contains(end.port())));
      case Match.ConnDirection(var direction) ->
          walk.connection().isEmpty() && walk.state != ConnectionState.NEW
              ? new Answer.Unknown(match)
              : Answer.of(direction == direction(walk));
      case Match.Mark(int value, int mask) -> Answer.of((walk.mark & mask) == value);
      case Match.ConnMark(int value, int mask) -> Answer.of((walk.connectionMark & mask) == value);
      case Match.AddressType type -> addressType(type, walk);
      case Match.SourceMac(var address) ->
          walk.mac.isEmpty()
              ? new Answer.Unknown(match)
              : Answer.of(address.equals(walk.mac.get()));
      case Match.Random random -> random(random);
      case Match.Nth(long every, _) -> every == 1 ? Answer.YES : new Answer.Unknown(null);
      case Match.Recent recent -> recent(recent, walk);
      case Match.AddressRange(var side, var first, var last) ->
          Answer.of(between(side == Side.SOURCE ? walk.source : walk.destination, first, last));
      case Match.InSet asked ->
          sets.cases(asked.set(), asked.sides())
              .map(cases -> inOne(cases, walk))
              .filter(answer -> answer instanceof Answer.Yes || answer instanceof Answer.No)
              .orElseGet(() -> new Answer.Unknown(List.of(asked, walk.source, walk.destination)));
      case Match.Unseen unseen ->
          new Answer.Unknown(
              unseen.kind().isLasting() ? List.of(unseen, walk.source, walk.destination) : null);
      case Match.Uninterpreted _ -> new Answer.NotUnderstood();
    };
  }

  /// Whether a packet is in one of several sets; any other answer is that it may be.
  private Answer inOne(List<List<Sets.Case>> sets, Walk walk) {
    Answer all = Answer.NO;
    for (List<Sets.Case> cases : sets) {
      Answer one = in(cases, walk);
      if (one instanceof Answer.Yes) {
        return one;
      }
      all = one instanceof Answer.No ? all : one;
    }
    return all;
  }

  private Answer in(List<Sets.Case> cases, Walk walk) {
    for (Sets.Case each : cases) {
      Answer fits = Answer.YES;
      for (Match match : each.all()) {
        Answer answer = positive(match, walk);
        fits = fits instanceof Answer.No || answer instanceof Answer.Yes ? fits : answer;
      }
      if (fits instanceof Answer.Yes) {
        return Answer.of(!each.isException());
      }
      if (!(fits instanceof Answer.No)) {
        return fits;
      }
    }
    return Answer.NO;
  }

  private static boolean within(List<Prefix> prefixes, Endpoint endpoint) {
    for (Prefix prefix : prefixes) {
      if (prefix.contains(endpoint.address())) {
        return true;
      }
    }
    return false;
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

  private static boolean icmp(Match.IcmpType icmp, Walk walk) {
    IpProtocol protocol = icmp.family() == Family.IPV4 ? IpProtocol.ICMP : IpProtocol.ICMPV6;
    int type = walk.packet.icmpType() >> 8;
    int code = walk.packet.icmpType() & 0xff;
    return has(protocol, walk)
        && icmp.type().orElse(type) == type
        && icmp.code().orElse(code) == code;
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
