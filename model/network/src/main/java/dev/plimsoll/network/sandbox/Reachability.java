package dev.plimsoll.network.sandbox;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.traceroute.Event;
import dev.plimsoll.network.traceroute.Fate;
import dev.plimsoll.network.traceroute.Journey;
import dev.plimsoll.network.traceroute.Journey.Kind;
import dev.plimsoll.network.traceroute.Journey.Result;
import dev.plimsoll.network.traceroute.Probe;
import dev.plimsoll.network.traceroute.Traceroute;

/// How packets between pods fare in a state.
record Reachability(
    Fabric fabric, Cells<Machine> machines, Cells<Heard> heard, Cells<Sandbox> pods) {

  /// Two pods, which may be one.
  record Pair(int from, int to) {

    boolean has(int pod) {
      return pod == from || pod == to;
    }

    boolean hasOn(int node) {
      return node == Fabric.nodeOf(from) || node == Fabric.nodeOf(to);
    }
  }

  private boolean know(State state, int one, int other) {
    return one == other
        || (state.get(heard.get(one)).joined() == state.get(machines.get(other)).joined()
            && state.get(heard.get(other)).joined() == state.get(machines.get(one)).joined());
  }

  /// Whether both are ready, and their nodes know of one another.
  boolean areUp(State state, Pair pair) {
    return state.get(pods.get(pair.from())).isReady()
        && state.get(pods.get(pair.to())).isReady()
        && know(state, Fabric.nodeOf(pair.from()), Fabric.nodeOf(pair.to()));
  }

  /// The network namespace of a pod.
  String namespace(State state, int pod) {
    return new Owner(pod, state.get(pods.get(pod)).number()).namespace();
  }

  /// Where a pod's application listens.
  Endpoint endpoint(State state, int pod) {
    return Fabric.endpoint(Fabric.nodeOf(pod), state.get(pods.get(pod)));
  }

  /// What becomes of a packet of one pod's. Other pods, and nodes without any of them, are left
  /// out.
  private Journey journey(State state, Pair pair, Endpoint to, int length) {
    var topology =
        fabric.topology(
            machines.stream()
                .map(it -> pair.hasOn(it.index()) ? state.get(it) : Machine.GONE)
                .toList(),
            heard.stream()
                .map(it -> pair.hasOn(it.index()) ? state.get(it) : Heard.NOTHING)
                .toList(),
            pods.stream().map(it -> pair.has(it.index()) ? state.get(it) : Sandbox.NONE).toList());
    return new Traceroute(topology)
        .journeys(new Probe(namespace(state, pair.from()), IpProtocol.TCP, to, length))
        .getFirst();
  }

  /// What becomes of a packet from one pod to the other.
  Journey journey(State state, Pair pair, int length) {
    return journey(state, pair, endpoint(state, pair.to()), length);
  }

  /// What becomes of a packet to the port of the first node.
  Journey toHostPort(State state, Pair pair) {
    var to = new Endpoint(Fabric.address(0), Fabric.HOST_PORT);
    return journey(state, pair, to, Probe.SYN);
  }

  /// The longest packet that is sent from one pod to another: that of the lower MTU, as each end
  /// says in its SYN what it takes.
  int longest(State state, Pair pair) {
    return Math.min(state.get(pods.get(pair.from())).mtu(), state.get(pods.get(pair.to())).mtu());
  }

  static boolean isAnswered(Journey journey) {
    return journey.result() == Result.ANSWERED;
  }

  /// Whether no packet was too long for a device, or was cut.
  static boolean fits(Journey journey) {
    return journey.legs().stream()
        .noneMatch(
            leg ->
                leg.trace().fate() instanceof Fate.TooLong
                    || leg.trace().hops().stream()
                        .anyMatch(hop -> hop.event() instanceof Event.Fragmented));
  }

  /// The address that whoever answers sees the request come from.
  static boolean isSentTo(Journey journey, Endpoint source) {
    return journey.legs().stream()
        .filter(leg -> leg.kind() == Kind.ANSWER)
        .flatMap(leg -> leg.trace().hops().stream().limit(1))
        .allMatch(
            hop ->
                hop.event() instanceof Event.Sent(var packet, _)
                    && packet.destination().address().equals(source.address()));
  }

  /// Where a packet to the port of the first node comes; empty where to nobody.
  String atHostPort(State state, Pair pair) {
    return toHostPort(state, pair).legs().stream()
        .filter(leg -> leg.kind() == Kind.REQUEST)
        .map(leg -> leg.trace().fate() instanceof Fate.Delivered(var at) ? at : "")
        .findFirst()
        .orElse("");
  }

  static boolean hasToShorten(Journey journey) {
    return isAnswered(journey)
        && journey.legs().stream().anyMatch(leg -> leg.kind() == Kind.TOO_BIG);
  }

  boolean isReached(State state, Pair pair) {
    return isAnswered(journey(state, pair, Probe.SYN));
  }
}
