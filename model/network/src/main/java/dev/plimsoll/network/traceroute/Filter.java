package dev.plimsoll.network.traceroute;

import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.conntrack.Connection;
import dev.plimsoll.network.netfilter.conntrack.ConnectionTable;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import dev.plimsoll.network.netfilter.conntrack.Tuple;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.topology.NetworkNamespace;
import dev.plimsoll.network.traceroute.Datagram.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Netfilter of each namespace: all hooks that a packet passes in it.
///
/// A source port that is drawn by chance is taken to be the one that the packet had.
final class Filter {

  /// What a packet is after it has passed.
  ///
  /// @param isLocal whether it is for the namespace itself
  record Passed(Walk walk, boolean isLocal) {}

  private final Map<String, Traversal> kernels = new HashMap<>();
  private final List<Ended> ended;

  /// @param ended gets the walks that end here
  Filter(List<Ended> ended) {
    this.ended = ended;
  }

  /// The ways that a packet may go on.
  ///
  /// @param device by which it came; empty where it was made here
  List<Passed> pass(Walk walk, NetworkNamespace at, Arrival arrival, String device) {
    if (!at.tracks()) {
      return List.of(new Passed(walk, isLocal(walk, at, arrival)));
    }
    if (walk.datagram().content() instanceof Content.TooBig error) {
      return error(walk, at, arrival, error);
    }
    var tuple = walk.datagram().tuple();
    var packet = walk.datagram().packet().arriving(arrival);
    var table = walk.connections(at.name());
    var tracked =
        table.find(tuple).filter(found -> table.seen(found, packet.tcpFlags()).isPresent());
    var mayOpen =
        table.find(tuple).isEmpty()
            && Connection.opened(tuple, tuple, packet.tcpFlags()).isPresent();
    var state = tracked.isPresent() || mayOpen ? ConnectionState.NEW : ConnectionState.INVALID;
    var passed = new ArrayList<Passed>();
    for (var outcome : kernel(at).outcomes(packet.in(state), tracked)) {
      var left = left(packet, outcome);
      var hop = hop(at, device, outcome.path(), tracked.isPresent(), tuple, left);
      var after = hop.map(walk::and).orElse(walk).likely(outcome.likelihood());
      switch (outcome.verdict()) {
        case DROP -> end(after, at, new Fate.Dropped(dropping(at, outcome)));
        case REJECT -> end(after, at, new Fate.Rejected(outcome.path().getLast()));
        case UNDECIDED -> end(after, at, new Fate.Undecided(outcome.reason()));
        case ACCEPT -> {
          if (outcome.source().isEmpty()) {
            end(after, at, new Fate.Undecided("not known: the address that its source becomes"));
          } else {
            accepted(after, at, new Crossing(tracked, state, tuple, left))
                .map(to -> new Passed(to, isLocal(to, at, arrival)))
                .ifPresent(passed::add);
          }
        }
      }
    }
    return passed;
  }

  /// How a packet is connected, as it comes and as it leaves.
  private record Crossing(
      Optional<Tracked> tracked, ConnectionState state, Tuple came, Tuple left) {}

  private Optional<Walk> accepted(Walk walk, NetworkNamespace at, Crossing crossing) {
    var flags = walk.datagram().packet().tcpFlags();
    var table = walk.connections(at.name());
    Optional<ConnectionTable> known =
        crossing.tracked().isPresent()
            ? table.seen(crossing.tracked().get(), flags)
            : crossing.state() == ConnectionState.INVALID
                ? Optional.of(table)
                : Connection.opened(crossing.came(), crossing.left(), flags)
                    .flatMap(table::confirmed);
    if (known.isEmpty()) {
      end(walk, at, new Fate.Lost("another connection has its addresses and ports"));
    }
    var left = crossing.left();
    return known.map(
        now ->
            walk.with(walk.datagram().from(left.source(), left.destination()))
                .knowing(at.name(), now));
  }

  private Traversal kernel(NetworkNamespace at) {
    return kernels.computeIfAbsent(at.name(), _ -> new Traversal(at.rules().get(), at.host()));
  }

  private static boolean isLocal(Walk walk, NetworkNamespace at, Arrival arrival) {
    var destination = walk.datagram().packet().destination().address();
    return arrival instanceof Arrival.Made
        ? at.host().isLocal(destination)
        : at.host().isDelivered(destination);
  }

  /// An error, rewritten as the connection is that it is about: its destination becomes who has
  /// sent that packet. `nf_nat_core.c`, `nf_nat_icmp_reply_translation`.
  static Datagram restored(Walk walk, NetworkNamespace at, Content.TooBig error) {
    var about = error.about();
    var tracked = walk.connections(at.name()).find(about.reversed());
    var restored = tracked.map(found -> found.rewritten().reversed()).orElse(about);
    var source =
        restored.destination().equals(about.destination())
            ? walk.datagram().packet().source()
            : new Endpoint(restored.destination().address(), Endpoint.NO_PORT);
    var destination = new Endpoint(restored.source().address(), Endpoint.NO_PORT);
    return walk.datagram()
        .from(source, destination)
        .carrying(new Content.TooBig(restored, error.mtu()));
  }

  private List<Passed> error(
      Walk walk, NetworkNamespace at, Arrival arrival, Content.TooBig error) {
    var before = walk.datagram().tuple();
    var rewritten = restored(walk, at, error);
    var isConnected = !rewritten.tuple().equals(before);
    var passed = new ArrayList<Passed>();
    var packet = rewritten.packet().arriving(arrival).in(ConnectionState.RELATED);
    for (var outcome : kernel(at).outcomes(packet)) {
      var hop = hop(at, "", outcome.path(), isConnected, before, rewritten.tuple());
      var after = hop.map(walk::and).orElse(walk).likely(outcome.likelihood()).with(rewritten);
      switch (outcome.verdict()) {
        case ACCEPT -> passed.add(new Passed(after, isLocal(after, at, arrival)));
        case DROP, REJECT -> end(after, at, new Fate.Dropped(dropping(at, outcome)));
        case UNDECIDED -> end(after, at, new Fate.Undecided(outcome.reason()));
      }
    }
    return passed;
  }

  /// The rule that has dropped a packet; none if the policy of a chain has.
  private static Optional<Step> dropping(NetworkNamespace at, Outcome outcome) {
    return outcome.path().stream()
        .reduce((_, last) -> last)
        .filter(
            step ->
                at.rules()
                    .get()
                    .table(step.table())
                    .flatMap(table -> table.chain(step.chain()))
                    .map(chain -> chain.rules().get(step.rule() - 1).target())
                    .filter(
                        target -> target instanceof Target.Drop || target instanceof Target.Reject)
                    .isPresent());
  }

  private static Tuple left(Packet packet, Outcome outcome) {
    var source = outcome.source().orElse(packet.source());
    return new Tuple(
        packet.protocol(),
        source.hasPort() ? source : source.withPort(packet.source().port()),
        outcome.destination());
  }

  private static Optional<Hop> hop(
      NetworkNamespace at,
      String device,
      List<Step> rules,
      boolean connected,
      Tuple before,
      Tuple after) {
    var event = new Event.Filtered(rules, connected, before, after);
    return rules.isEmpty() && !event.isRewritten()
        ? Optional.empty()
        : Optional.of(new Hop(layer(event), at.node(), at.name(), device, event));
  }

  private static Layer layer(Event.Filtered event) {
    if (!event.isRewritten()) {
      return Layer.NODE;
    }
    var isHostPort = event.rules().stream().anyMatch(step -> step.chain().startsWith("CNI-DN-"));
    return isHostPort ? Layer.EXTERNAL : Layer.SERVICE;
  }

  private void end(Walk walk, NetworkNamespace at, Fate fate) {
    ended.add(new Ended(walk, at.name(), fate));
  }
}
