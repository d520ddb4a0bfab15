package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Node;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// All packets of one family that a rule set, or several, can tell apart, as bits.
///
/// What a packet does not have is fixed, so that each packet is there once: ports of a protocol
/// without ports, flags of one that is not TCP, and marks that no rule asks for are 0.
final class HeaderSpace {

  /// The states of a packet; the other two are bits of its connection.
  static final List<ConnectionState> STATES =
      Stream.of(ConnectionState.values())
          .filter(state -> state.compareTo(ConnectionState.SNAT) < 0)
          .toList();

  /// The flags of TCP, in the order of their bits.
  static final List<TcpFlag> FLAGS = List.of(TcpFlag.values());

  /// The protocols whose headers start with two ports.
  private static final List<IpProtocol> WITH_PORTS =
      Stream.iterate(1, number -> number < 256, number -> number + 1)
          .map(IpProtocol::new)
          .filter(IpProtocol::hasPorts)
          .toList();

  final Diagrams diagrams = new Diagrams();
  final Family family;
  final Node node;
  final Interfaces interfaces;
  final List<Arrival> arrivals;

  /// The MAC addresses that rules ask for; [#mac] is 0 without a frame, 1 for any other, and from 2
  /// on one of these. None: no rule asks, and it has no bits.
  final List<MacAddress> macs;

  final Field arrival;
  final Field state;
  final Field protocol;
  final Field fragment;
  final Field destination;
  final Field destinationPort;
  final Field source;
  final Field mac;
  final Field sourcePort;
  final Field icmpType;
  final Field tcpFlags;
  final Field mark;
  final Field connectionMark;

  /// The packets whose protocol has ports.
  final int withPorts;

  /// The packets of whose ports connection tracking knows: as of Linux 6.18, not those of DCCP.
  final int withTrackedPorts;

  /// The bits of marks that matter; all others are 0.
  final Marks marks;

  /// Every packet.
  final int all;

  /// The space of packets for rule sets that are to be compared, seen from one node.
  ///
  /// @param family of the packets
  HeaderSpace(Family family, List<RuleSet> rules, Node node) {
    this.family = family;
    this.node = node;
    interfaces = Interfaces.of(rules, node);
    arrivals = interfaces.arrivals();
    arrival = new Field(0, Math.max(1, 32 - Integer.numberOfLeadingZeros(arrivals.size() - 1)));
    state = arrival.then(3);
    protocol = state.then(8);
    fragment = protocol.then(1);
    destination = fragment.then(Bits.width(family));
    destinationPort = destination.then(16);
    source = destinationPort.then(Bits.width(family));
    macs = macs(rules);
    mac = source.then(macs.isEmpty() ? 0 : 32 - Integer.numberOfLeadingZeros(macs.size() + 1));
    sourcePort = mac.then(16);
    icmpType = sourcePort.then(16);
    tcpFlags = icmpType.then(6);
    mark = tcpFlags.then(32);
    connectionMark = mark.then(32);
    int ports = Diagrams.EMPTY;
    for (IpProtocol each : WITH_PORTS) {
      ports = diagrams.or(ports, of(each));
    }
    withPorts = ports;
    withTrackedPorts = diagrams.minus(ports, of(IpProtocol.DCCP));
    marks = Marks.of(rules);
    all = all();
  }

  private int all() {
    int set = diagrams.and(zero(connectionMark, ~marks.connection), zero(mark, ~marks.packet));
    set = diagrams.and(set, diagrams.or(of(IpProtocol.TCP), zero(tcpFlags, -1)));
    IpProtocol icmp = family == Family.IPV4 ? IpProtocol.ICMP : IpProtocol.ICMPV6;
    set = diagrams.and(set, diagrams.or(of(icmp), zero(icmpType, -1)));
    int portless = diagrams.and(zero(sourcePort, -1), zero(destinationPort, -1));
    set = diagrams.and(set, diagrams.or(withPorts, portless));
    int made = arriving(Arrival.Made.class::isInstance);
    set = diagrams.and(set, diagrams.or(bits(mac).is(0), diagrams.minus(macsThereAre(), made)));
    set = diagrams.and(set, bits(state).between(0, STATES.size() - 1));
    return diagrams.and(set, bits(arrival).between(0, arrivals.size() - 1));
  }

  private int macsThereAre() {
    return bits(mac).between(0, macs.isEmpty() ? 0 : macs.size() + 1);
  }

  private static List<MacAddress> macs(List<RuleSet> rules) {
    return rules.stream()
        .flatMap(RuleSet::matches)
        .flatMap(
            match ->
                match instanceof Match.SourceMac(var address)
                    ? Stream.of(address)
                    : Stream.<MacAddress>empty())
        .filter(address -> !address.equals(MacAddress.NONE))
        .distinct()
        .sorted(Comparator.comparingLong(MacAddress::bits))
        .toList();
  }

  /// The packets from a MAC address.
  int from(MacAddress address) {
    int index = macs.indexOf(address);
    return index < 0 ? Diagrams.EMPTY : bits(mac).is(index + 2);
  }

  /// The packets that came in a frame.
  int framed() {
    return diagrams.not(bits(mac).is(0));
  }

  /// Where the bits of a mask are 0.
  private int zero(Field field, int mask) {
    int set = Diagrams.FULL;
    for (int i = field.width() - 1; i >= 0; i--) {
      if (((mask >>> (field.width() - 1 - i)) & 1) == 1) {
        set = diagrams.and(diagrams.not(diagrams.literal(field.first() + i)), set);
      }
    }
    return set;
  }

  /// The number of bits of a header.
  int width() {
    return connectionMark.end();
  }

  /// The bits of a field.
  Bits bits(Field field) {
    return Bits.of(diagrams, field);
  }

  /// The fragments other than the first, which show no ports, as the rules see them.
  int later(RuleSet rules) {
    return rules.joinsFragments() ? Diagrams.EMPTY : diagrams.literal(fragment.first());
  }

  /// The packets of a protocol.
  int of(IpProtocol each) {
    return bits(protocol).is(each.number());
  }

  /// The packets in a state as they come.
  int in(ConnectionState each) {
    return bits(state).is(STATES.indexOf(each));
  }

  /// The packets that come in a way that is asked for.
  int arriving(Function<Arrival, Boolean> how) {
    int set = Diagrams.EMPTY;
    for (int i = 0; i < arrivals.size(); i++) {
      if (how.apply(arrivals.get(i))) {
        set = diagrams.or(set, bits(arrival).is(i));
      }
    }
    return set;
  }

  /// The number of packets of a set.
  BigInteger size(int set) {
    return Sizes.of(this, set).getOrDefault(1, BigInteger.ZERO);
  }

  /// The bits of marks that a rule asks for, or copies to where one asks.
  record Marks(int packet, int connection) {

    static Marks of(List<RuleSet> rules) {
      int packet = 0;
      int connection = 0;
      boolean copied = false;
      for (RuleSet each : rules) {
        for (Match match : (Iterable<Match>) each.matches()::iterator) {
          switch (match) {
            case Match.Mark(_, int mask) -> packet |= mask;
            case Match.ConnMark(_, int mask) -> connection |= mask;
            case Match other -> {}
          }
        }
        copied |=
            each.rules()
                .anyMatch(
                    rule ->
                        rule.target() instanceof Target.SaveMark
                            || rule.target() instanceof Target.RestoreMark);
      }
      return copied
          ? new Marks(packet | connection, packet | connection)
          : new Marks(packet, connection);
    }
  }
}
