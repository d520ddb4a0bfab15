package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Match.Direction;
import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Packet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Packets of a [World] by chance, in every state that connection tracking knows.
final class RandomProbes {

  private static final IpProtocol ESP = new IpProtocol(50);

  private final World world;
  private final Random random;

  RandomProbes(World world, Random random) {
    this.world = world;
    this.random = random;
  }

  Probe next() {
    ConnectionState state =
        pick(
            List.of(
                ConnectionState.NEW,
                ConnectionState.NEW,
                ConnectionState.NEW,
                ConnectionState.ESTABLISHED,
                ConnectionState.INVALID,
                ConnectionState.RELATED));
    Direction direction =
        state == ConnectionState.NEW ? Direction.ORIGINAL : pick(List.of(Direction.values()));
    IpProtocol icmp = world.isV4() ? IpProtocol.ICMP : IpProtocol.ICMPV6;
    IpProtocol protocol =
        pick(
            switch (state) {
              case ESTABLISHED -> List.of(IpProtocol.TCP, IpProtocol.UDP, icmp);
              case INVALID -> List.of(IpProtocol.TCP, icmp);
              case RELATED -> List.of(icmp);
              case NEW, UNTRACKED, SNAT, DNAT ->
                  List.of(
                      IpProtocol.TCP,
                      IpProtocol.TCP,
                      IpProtocol.UDP,
                      IpProtocol.UDP,
                      icmp,
                      IpProtocol.SCTP,
                      IpProtocol.DCCP,
                      IpProtocol.UDPLITE,
                      ESP);
            });
    Arrival arrival = Arrival.parse(pick(List.of("eth0", "cni0", "local")));
    Address from = pick(world.hosts());
    boolean other =
        state == ConnectionState.NEW
            && arrival instanceof Arrival.Received
            && random.nextInt(6) == 0;
    Address to = pick(other ? world.others() : world.hosts());
    while (from.equals(to)) {
      to = pick(world.hosts());
    }
    boolean made = arrival instanceof Arrival.Made;
    return new Probe(
        perhapsInFragments(
            new Packet(
                protocol,
                end(protocol, from),
                end(protocol, to),
                arrival,
                state,
                made ? random.nextInt(4) : 0,
                state == ConnectionState.ESTABLISHED || state == ConnectionState.RELATED
                    ? random.nextInt(4)
                    : 0,
                flags(state),
                icmpType(state, direction),
                false,
                Optional.empty())),
        direction);
  }

  /// What follows in the headers of the other protocols would be wrong in longer packets. What the
  /// node makes can be in fragments again when it comes back by the loopback.
  private Packet perhapsInFragments(Packet whole) {
    Packet packet = World.framed(whole, random);
    boolean can =
        packet.arrival() instanceof Arrival.Received
            && !List.of(IpProtocol.SCTP, IpProtocol.DCCP, IpProtocol.UDPLITE)
                .contains(packet.protocol());
    return can && random.nextInt(4) == 0 ? packet.fragment() : packet;
  }

  /// The first packet of a TCP or UDP connection, from outside the node.
  Packet opening() {
    IpProtocol protocol = pick(List.of(IpProtocol.TCP, IpProtocol.UDP));
    Address from = pick(world.hosts());
    Address to = from;
    while (from.equals(to)) {
      to = pick(world.hosts());
    }
    Arrival arrival = Arrival.parse(pick(List.of("eth0", "cni0")));
    return World.framed(
        Packet.first(protocol, end(protocol, from), end(protocol, to), arrival), random);
  }

  private Endpoint end(IpProtocol protocol, Address address) {
    return new Endpoint(
        address, protocol.hasPorts() ? pick(List.of(80, 443, 40000, 8080)) : Endpoint.NO_PORT);
  }

  /// `nf_conntrack_proto_tcp.c`: what starts a connection, goes on with one, or does neither.
  private Set<TcpFlag> flags(ConnectionState state) {
    return switch (state) {
      case NEW -> pick(List.of(EnumSet.of(TcpFlag.SYN), EnumSet.of(TcpFlag.ACK)));
      case INVALID ->
          pick(
              List.of(
                  EnumSet.of(TcpFlag.RST),
                  EnumSet.of(TcpFlag.SYN, TcpFlag.FIN),
                  EnumSet.noneOf(TcpFlag.class)));
      case ESTABLISHED, RELATED, UNTRACKED, SNAT, DNAT -> EnumSet.of(TcpFlag.ACK);
    };
  }

  /// `nf_conntrack_proto_icmp.c`, `nf_conntrack_proto_icmpv6.c`.
  private int icmpType(ConnectionState state, Direction direction) {
    boolean v4 = world.isV4();
    int request = v4 ? 8 : 128;
    int reply = v4 ? 0 : 129;
    return switch (state) {
      case RELATED -> v4 ? pick(List.of(3 << 8 | 1, 11 << 8)) : pick(List.of(1 << 8, 3 << 8));
      case INVALID -> reply << 8;
      case ESTABLISHED -> (direction == Direction.ORIGINAL ? request : reply) << 8;
      case NEW, UNTRACKED, SNAT, DNAT -> request << 8;
    };
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
