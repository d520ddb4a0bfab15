package dev.plimsoll.network.traceroute;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.conntrack.ConnectionTable;
import dev.plimsoll.network.netfilter.conntrack.Tuple;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Likelihood;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.topology.Topology;
import dev.plimsoll.network.traceroute.Datagram.Content;
import dev.plimsoll.network.traceroute.Journey.Kind;
import dev.plimsoll.network.traceroute.Journey.Leg;
import dev.plimsoll.network.traceroute.Journey.Result;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Follows the first packet of a connection, and its answer.
///
/// A sender that is told that its packet is too long sends again what fits.
public final class Traceroute {

  /// The port that clients send from.
  public static final int CLIENT_PORT = 40_000;

  private static final Set<TcpFlag> SYN_ACK = EnumSet.of(TcpFlag.SYN, TcpFlag.ACK);
  private static final int FRAGMENTATION_NEEDED = 3 << 8 | 4;
  private static final int PACKET_TOO_BIG = 2 << 8;

  /// The length of an error: headers, and the beginning of the packet that it is about.
  private static final int ERROR_LENGTH = 576;

  private final Topology topology;
  private final Proxy proxy;

  /// @param topology what packets travel in
  /// @param proxy who asks others
  public Traceroute(Topology topology, Proxy proxy) {
    this.topology = topology;
    this.proxy = proxy;
  }

  /// One in which nobody asks others.
  public Traceroute(Topology topology) {
    this(topology, Proxy.NONE);
  }

  /// A packet that has been sent, and those before it.
  private record Sent(List<Leg> legs, Ended ended) {

    Result result() {
      return switch (ended.fate()) {
        case Fate.Delivered _ -> Result.ANSWERED;
        case Fate.Undecided _ -> Result.UNDECIDED;
        case Fate _ -> Result.UNANSWERED;
      };
    }

    Journey journey() {
      return new Journey(legs, result(), ended.walk().likelihood());
    }
  }

  /// How a packet is sent.
  ///
  /// @param from the namespace of its sender
  /// @param awaited where it is an answer, who waits for it
  private record Sending(
      Kind kind, String from, Datagram datagram, Optional<Exploration.Answer> awaited) {

    Sending withLength(int length) {
      return new Sending(
          kind,
          from,
          Datagram.sent(datagram.packet(), length, datagram.dontFragment(), datagram.content()),
          awaited);
    }
  }

  /// What is known when a packet is sent.
  private record Before(List<Leg> legs, Map<String, ConnectionTable> known, Likelihood likelihood) {

    static Before of(Sent sent) {
      return new Before(sent.legs(), sent.ended().walk().known(), sent.ended().walk().likelihood());
    }

    List<Leg> and(Kind kind, Ended ended) {
      var more = new ArrayList<>(legs);
      more.add(new Leg(kind, ended.trace()));
      return List.copyOf(more);
    }
  }

  /// Every journey that may follow when a probe is sent; at least one.
  ///
  /// @throws IllegalArgumentException if there is no namespace that it is from
  public List<Journey> journeys(Probe probe) {
    var start = new Before(List.of(), Map.of(), Likelihood.CERTAIN);
    return asked(Kind.REQUEST, probe, start).stream().map(Sent::journey).toList();
  }

  /// A request and all that follows.
  private List<Sent> asked(Kind kind, Probe probe, Before before) {
    var from = topology.namespace(probe.from());
    var source = from.sourceTowards(probe.to().address());
    if (source.isEmpty()) {
      var nothing =
          new Trace(List.of(), probe.from(), new Fate.Unroutable(probe.to().address()), 0);
      var legs = new ArrayList<>(before.legs());
      legs.add(new Leg(kind, nothing));
      var walk =
          Walk.begun(opening(probe, probe.to().address()), before.known(), before.likelihood());
      return List.of(new Sent(legs, new Ended(walk, probe.from(), nothing.fate())));
    }
    var request = new Sending(kind, probe.from(), opening(probe, source.get()), Optional.empty());
    var all = new ArrayList<Sent>();
    for (var sent : sent(request, before)) {
      if (sent.ended().fate() instanceof Fate.Delivered) {
        all.addAll(served(kind, sent, probe, request.datagram().tuple()));
      } else {
        all.add(sent);
      }
    }
    return all;
  }

  private static Datagram opening(Probe probe, Address source) {
    var packet =
        Packet.first(
            probe.protocol(), new Endpoint(source, CLIENT_PORT), probe.to(), new Arrival.Made());
    return Datagram.sent(packet, probe.length(), probe.dontFragment(), new Content.Data());
  }

  /// A request has arrived: whoever has it asks others, or answers.
  private List<Sent> served(Kind kind, Sent arrived, Probe probe, Tuple asked) {
    var onward =
        kind == Kind.REQUEST
            ? proxy.at(arrived.ended().namespace())
            : Optional.<Proxy.Onward>empty();
    if (onward.isEmpty()) {
      return answered(arrived, arrived.ended(), probe, asked);
    }
    if (onward.get().upstream().isEmpty()) {
      var nobody = decided(arrived, onward.get(), new Fate.Lost(onward.get().decision()));
      return List.of(new Sent(replaced(arrived, nobody), nobody));
    }
    var decided = decided(arrived, onward.get(), arrived.ended().fate());
    var all = new ArrayList<Sent>();
    for (var upstream : onward.get().upstream()) {
      var before = Before.of(new Sent(replaced(arrived, decided), decided));
      for (var back : asked(Kind.UPSTREAM, upstream.withLength(probe.length()), before)) {
        if (back.result() == Result.ANSWERED) {
          all.addAll(answered(back, arrived.ended(), probe, asked));
        } else {
          all.add(back);
        }
      }
    }
    return all;
  }

  private Ended decided(Sent arrived, Proxy.Onward onward, Fate fate) {
    var at = topology.namespace(arrived.ended().namespace());
    var hop =
        new Hop(Layer.EXTERNAL, at.node(), at.name(), "", new Event.Decided(onward.decision()));
    return new Ended(arrived.ended().walk().and(hop), at.name(), fate);
  }

  private static List<Leg> replaced(Sent sent, Ended last) {
    var legs = new ArrayList<>(sent.legs());
    legs.add(new Leg(legs.removeLast().kind(), last.trace()));
    return List.copyOf(legs);
  }

  /// The answer to a request.
  ///
  /// @param last what has happened before
  /// @param request as it arrived
  private List<Sent> answered(Sent last, Ended request, Probe probe, Tuple asked) {
    var came = request.walk().datagram();
    var tuple = came.tuple().reversed();
    var packet =
        Packet.first(tuple.protocol(), tuple.source(), tuple.destination(), new Arrival.Made())
            .withFlags(SYN_ACK);
    var answer = Datagram.sent(packet, probe.length(), probe.dontFragment(), new Content.Data());
    var awaited = new Exploration.Answer(probe.from(), asked.reversed());
    var sending = new Sending(Kind.ANSWER, request.namespace(), answer, Optional.of(awaited));
    return sent(sending, Before.of(last));
  }

  /// Sends a packet; again and shorter where its sender is told to.
  private List<Sent> sent(Sending sending, Before before) {
    var first =
        Exploration.hop(
            topology.namespace(sending.from()),
            "",
            new Event.Sent(sending.datagram().tuple(), sending.datagram().length()));
    var begun = Walk.begun(sending.datagram(), before.known(), before.likelihood()).and(first);
    var all = new ArrayList<Sent>();
    for (var ended : new Exploration(topology, sending.awaited()).from(begun, sending.from())) {
      var sent = new Sent(before.and(sending.kind(), ended), ended);
      if (ended.fate() instanceof Fate.TooLong(int mtu, boolean isTold) && isTold) {
        all.addAll(told(sending, sent, mtu));
      } else {
        all.add(sent);
      }
    }
    return all;
  }

  /// Tells a sender that its packet is too long.
  private List<Sent> told(Sending sending, Sent sent, int mtu) {
    var ended = sent.ended();
    if (ended.namespace().equals(sending.from())) {
      return sent(sending.withLength(mtu), Before.of(sent));
    }
    var all = new ArrayList<Sent>();
    for (var error :
        new Exploration(topology, Optional.empty()).from(error(ended, mtu), ended.namespace())) {
      var back = new Sent(Before.of(sent).and(Kind.TOO_BIG, error), error);
      if (error.fate() instanceof Fate.Delivered && error.namespace().equals(sending.from())) {
        all.addAll(sent(sending.withLength(mtu), Before.of(back)));
      } else if (error.fate() instanceof Fate.Delivered) {
        var astray =
            new Ended(error.walk(), error.namespace(), new Fate.Lost("it is not its sender"));
        all.add(new Sent(Before.of(sent).and(Kind.TOO_BIG, astray), astray));
      } else {
        all.add(back);
      }
    }
    return all;
  }

  /// `net/ipv4/icmp.c`, `icmp_send`.
  private Walk error(Ended ended, int mtu) {
    var datagram = ended.walk().datagram();
    var to = datagram.packet().source().address();
    var isV4 = datagram.family() == Family.IPV4;
    var from = topology.namespace(ended.namespace()).sourceTowards(to).orElse(to);
    var packet =
        new Packet(
            isV4 ? IpProtocol.ICMP : IpProtocol.ICMPV6,
            new Endpoint(from, Endpoint.NO_PORT),
            new Endpoint(to, Endpoint.NO_PORT),
            new Arrival.Made(),
            ConnectionState.RELATED,
            0,
            0,
            Set.of(),
            isV4 ? FRAGMENTATION_NEEDED : PACKET_TOO_BIG,
            false,
            Optional.empty());
    var about = new Content.TooBig(datagram.tuple(), mtu);
    return Walk.begun(
        Datagram.sent(packet, ERROR_LENGTH, false, about),
        ended.walk().known(),
        ended.walk().likelihood());
  }
}
