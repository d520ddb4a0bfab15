package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Packet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/// From packets to bits and back.
final class Packets {

  /// 02:00:00:00:00:01, the first of those that anyone may use.
  private static final long LOCAL_MAC = 0x0200_0000_0001L;

  private Packets() {}

  /// The value of a function for a packet; 0 where it is undefined.
  static int value(HeaderSpace space, int function, Packet packet) {
    BitSet bits = bits(space, packet);
    int at = function;
    while (!Diagrams.isConstant(at)) {
      at = bits.get(space.diagrams.bit(at)) ? space.diagrams.high(at) : space.diagrams.low(at);
    }
    return Diagrams.value(at);
  }

  /// What no rule asks for is as it is in the space: bits of marks, and names of interfaces.
  private static BitSet bits(HeaderSpace space, Packet packet) {
    OptionalInt arrival = space.interfaces.index(packet.arrival());
    if (arrival.isEmpty() || packet.source().address().family() != space.family) {
      throw new IllegalArgumentException(
          packet + " " + packet.arrival() + ": expected " + space.family + ", " + space.arrivals);
    }
    var bits = new BitSet(space.width());
    put(bits, space.arrival, arrival.getAsInt());
    put(bits, space.state, HeaderSpace.STATES.indexOf(packet.state()));
    put(bits, space.protocol, packet.protocol().number());
    put(bits, space.fragment, packet.laterFragment() ? 1 : 0);
    put(bits, space.destination, packet.destination().address());
    put(bits, space.source, packet.source().address());
    put(bits, space.mac, mac(space, packet));
    if (packet.protocol().hasPorts()) {
      put(bits, space.destinationPort, packet.destination().port());
      put(bits, space.sourcePort, packet.source().port());
    }
    if (packet.protocol().equals(icmp(space))) {
      put(bits, space.icmpType, packet.icmpType());
    }
    if (packet.protocol().equals(IpProtocol.TCP)) {
      packet
          .tcpFlags()
          .forEach(flag -> bits.set(space.tcpFlags.first() + HeaderSpace.FLAGS.indexOf(flag)));
    }
    put(bits, space.mark, packet.mark() & space.marks.packet());
    put(bits, space.connectionMark, packet.connectionMark() & space.marks.connection());
    return bits;
  }

  private static int mac(HeaderSpace space, Packet packet) {
    if (space.macs.isEmpty() || packet.arrival() instanceof Arrival.Made) {
      return 0;
    }
    MacAddress from =
        packet
            .mac()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        packet + ": expected its MAC address, which a rule asks for"));
    int named = space.macs.indexOf(from);
    return named >= 0 ? named + 2 : from.equals(MacAddress.NONE) ? 0 : 1;
  }

  private static Optional<MacAddress> mac(HeaderSpace space, int at) {
    if (space.macs.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (at) {
          case 0 -> MacAddress.NONE;
          case 1 ->
              LongStream.iterate(LOCAL_MAC, bits -> bits + 1)
                  .mapToObj(MacAddress::new)
                  .filter(each -> !space.macs.contains(each))
                  .findFirst()
                  .orElseThrow();
          default -> space.macs.get(at - 2);
        });
  }

  private static IpProtocol icmp(HeaderSpace space) {
    return space.family == Family.IPV4 ? IpProtocol.ICMP : IpProtocol.ICMPV6;
  }

  private static void put(BitSet bits, Field field, int number) {
    for (int up = 0; up < field.width(); up++) {
      bits.set(field.end() - 1 - up, ((number >>> up) & 1) == 1);
    }
  }

  private static void put(BitSet bits, Field field, Address address) {
    for (int i = 0; i < field.width(); i++) {
      bits.set(field.first() + i, Bits.bit(address, i));
    }
  }

  private static int number(BitSet bits, Field field) {
    int number = 0;
    for (int i = field.first(); i < field.end(); i++) {
      number = (number << 1) | (bits.get(i) ? 1 : 0);
    }
    return number;
  }

  /// An address from its bits.
  static Address address(Family family, BitSet bits, int first) {
    long high = 0;
    long low = 0;
    for (int i = first; i < first + Bits.width(family); i++) {
      high = (high << 1) | (low >>> 63);
      low = (low << 1) | (bits.get(i) ? 1 : 0);
    }
    return new Address(family, high, low);
  }

  private static Packet packet(HeaderSpace space, BitSet bits) {
    var protocol = new IpProtocol(number(bits, space.protocol));
    boolean ports = protocol.hasPorts();
    var flags = EnumSet.noneOf(TcpFlag.class);
    for (TcpFlag flag : TcpFlag.values()) {
      if (bits.get(space.tcpFlags.first() + HeaderSpace.FLAGS.indexOf(flag))) {
        flags.add(flag);
      }
    }
    return new Packet(
        protocol,
        new Endpoint(
            address(space.family, bits, space.source.first()),
            ports ? number(bits, space.sourcePort) : Endpoint.NO_PORT),
        new Endpoint(
            address(space.family, bits, space.destination.first()),
            ports ? number(bits, space.destinationPort) : Endpoint.NO_PORT),
        space.arrivals.get(number(bits, space.arrival)),
        HeaderSpace.STATES.get(number(bits, space.state)),
        number(bits, space.mark),
        number(bits, space.connectionMark),
        flags,
        number(bits, space.icmpType),
        bits.get(space.fragment.first()),
        mac(space, number(bits, space.mac)));
  }

  /// A packet of a set: the coin decides where either bit will do.
  static Packet any(HeaderSpace space, int set, BooleanSupplier coin) {
    Diagrams diagrams = space.diagrams;
    if (set == Diagrams.EMPTY) {
      throw new NoSuchElementException("a packet of the empty set");
    }
    var bits = new BitSet(space.width());
    int at = set;
    for (int i = 0; i < space.width(); i++) {
      if (diagrams.bit(at) > i) {
        bits.set(i, coin.getAsBoolean());
        continue;
      }
      int low = diagrams.low(at);
      int high = diagrams.high(at);
      boolean one = low == Diagrams.EMPTY || (high != Diagrams.EMPTY && coin.getAsBoolean());
      bits.set(i, one);
      at = one ? high : low;
    }
    return packet(space, bits);
  }

  /// The packet of a set that is as most packets are.
  static Packet ordinary(HeaderSpace space, int set) {
    Diagrams diagrams = space.diagrams;
    int kept = set;
    for (int wish : wishes(space)) {
      int both = diagrams.and(kept, wish);
      kept = both == Diagrams.EMPTY ? kept : both;
    }
    return any(space, kept, () -> false);
  }

  private static List<Integer> wishes(HeaderSpace space) {
    Diagrams diagrams = space.diagrams;
    boolean v4 = space.family == Family.IPV4;
    int syn = 1 << (space.tcpFlags.width() - 1 - HeaderSpace.FLAGS.indexOf(TcpFlag.SYN));
    var wishes = new ArrayList<Integer>();
    wishes.add(space.in(ConnectionState.NEW));
    wishes.add(diagrams.not(diagrams.literal(space.fragment.first())));
    wishes.add(space.bits(space.mark).is(0));
    wishes.add(space.bits(space.connectionMark).is(0));
    wishes.add(space.of(IpProtocol.TCP));
    wishes.add(space.of(IpProtocol.UDP));
    wishes.add(space.of(icmp(space)));
    wishes.add(space.bits(space.tcpFlags).is(syn));
    wishes.add(space.bits(space.icmpType).is(v4 ? 8 << 8 : 128 << 8));
    wishes.add(space.arriving(Arrival.Received.class::isInstance));
    Bits from = space.bits(space.source);
    Bits to = space.bits(space.destination);
    for (String text :
        v4
            ? List.of("198.51.100.7/32", "0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/3")
            : List.of("2001:db8::7/128", "::/8", "ff00::/8")) {
      Prefix prefix = Prefix.parse(text);
      boolean wanted = prefix.length() > 8;
      for (Bits end : List.of(from, to)) {
        wishes.add(wanted ? end.in(prefix) : diagrams.not(end.in(prefix)));
      }
    }
    wishes.add(space.bits(space.sourcePort).is(40000));
    wishes.add(space.bits(space.destinationPort).is(80));
    return wishes;
  }
}
