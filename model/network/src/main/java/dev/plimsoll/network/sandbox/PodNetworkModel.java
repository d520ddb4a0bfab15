package dev.plimsoll.network.sandbox;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.network.layers.NetworkKind;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.sandbox.Sandbox.Phase;
import dev.plimsoll.network.traceroute.Event;
import dev.plimsoll.network.traceroute.Fate;
import dev.plimsoll.network.traceroute.Journey;
import dev.plimsoll.network.traceroute.Journey.Kind;
import dev.plimsoll.network.traceroute.Journey.Result;
import dev.plimsoll.network.traceroute.Probe;
import dev.plimsoll.network.traceroute.Traceroute;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Two nodes whose pods come and go, and packets between them. At first all pods run.
///
/// A pod's sandbox is made (pause container, pair, port of the bridge, address, route; and what its
/// node takes the address to be of, by an announcement) and its application is started.
/// Applications end, and are started again in the same sandbox; pause containers end, and a new
/// sandbox gets the next free address. The second node leaves and joins again, with a tunnel of
/// another hardware address; nodes hear of it later. The MTU of a node's card is lowered; what is
/// made afterwards has a lower one too.
///
/// A port of the first node leads to the first pod.
///
/// Packets are followed through the topology of the state by [Traceroute], there and back.
public final class PodNetworkModel extends Model {

  private static final int LOWER_MTU = 1400;

  /// What an application that was started again has found.
  enum Restarted {
    NOT_YET,
    SAME_ADDRESS,
    OTHER_ADDRESS
  }

  /// Two pods, which may be one.
  private record Pair(int from, int to) {

    boolean has(int pod) {
      return pod == from || pod == to;
    }

    boolean hasOn(int node) {
      return node == Fabric.nodeOf(from) || node == Fabric.nodeOf(to);
    }
  }

  private final Fabric fabric;
  private final PodNetworkBug bug;
  private final Cells<Machine> machines;
  private final Cells<Heard> heard;
  private final Cells<Sandbox> pods;
  private final Cell<Integer> left;
  private final Cells<Integer> made;
  private final Cell<Restarted> restarted;

  /// @param count of pods, which run on the nodes in turn: 2 to 4
  /// @param disturbances how often something ends, leaves, or is lowered
  public PodNetworkModel(NetworkKind kind, int count, int disturbances, PodNetworkBug bug) {
    this.bug = bug;
    fabric = new Fabric(kind, bug);
    machines = cells("node", Fabric.NODES, Machine.joined(1, Fabric.MTU));
    heard = cells("heard", Fabric.NODES, Heard.NOTHING);
    pods = cells("pod", count, Sandbox.NONE);
    left = cell("disturbances left", disturbances);
    made = cells("made", count, 0);
    restarted = cell("restarted", Restarted.NOT_YET);

    initially(this::begin);
    declareSandboxes();
    declareNodes();
    weaklyFairEach("a sandbox is made", "an application starts", "a node hears of the other");
    weaklyFair("the second node joins again");
    claim();
  }

  // ---- what happens

  /// All runs, and the nodes know of one another.
  private void begin(Transaction tx) {
    heard.forEach(known -> tx.set(known, new Heard(1, 1)));
    for (var pod : pods) {
      make(tx, pod.index());
      tx.set(pod, tx.get(pod).in(Phase.READY));
    }
  }

  private void declareSandboxes() {
    rule(
        "a sandbox is made",
        pods,
        (tx, pod) -> {
          var node = Fabric.nodeOf(pod.index());
          tx.require(!tx.get(pod).isThere() && tx.get(machines.get(node)).isThere());
          make(tx, pod.index());
        });
    rule(
        "an application starts",
        pods,
        (tx, pod) -> {
          tx.require(tx.get(pod).phase() == Phase.MADE);
          tx.set(pod, tx.get(pod).in(Phase.READY));
        });
    rule(
        "an application ends, and is started again",
        pods,
        (tx, pod) -> {
          var before = tx.get(pod);
          tx.require(before.isReady());
          disturb(tx);
          if (bug == PodNetworkBug.RESTARTS_SANDBOX) {
            end(tx, pod.index());
            make(tx, pod.index());
          }
          tx.set(pod, tx.get(pod).in(Phase.READY));
          tx.set(
              restarted,
              tx.get(pod).address() == before.address()
                  ? Restarted.SAME_ADDRESS
                  : Restarted.OTHER_ADDRESS);
        });
    rule(
        "a pause container ends",
        pods,
        (tx, pod) -> {
          tx.require(tx.get(pod).isThere());
          disturb(tx);
          end(tx, pod.index());
        });
    rule(
        "a node forgets a neighbour that is gone",
        machines,
        (tx, node) -> {
          var machine = tx.get(node);
          var there = new TreeMap<>(machine.neighbours());
          there
              .values()
              .removeIf(owner -> tx.get(pods.get(owner.pod())).number() != owner.number());
          tx.require(there.size() < machine.neighbours().size());
          tx.set(node, machine.with(machine.last(), there, machine.hostPort()));
        });
  }

  private void disturb(Transaction tx) {
    tx.require(tx.get(left) > 0);
    tx.set(left, tx.get(left) - 1);
  }

  private IntStream podsOn(int node) {
    return IntStream.range(0, pods.size()).filter(pod -> Fabric.nodeOf(pod) == node);
  }

  /// ADD of the bridge plugin, host-local and portmap.
  private void make(Transaction tx, int pod) {
    var node = machines.get(Fabric.nodeOf(pod));
    var machine = tx.get(node);
    var place = free(tx, Fabric.nodeOf(pod), machine.last());
    var number = tx.get(made.get(pod)) + 1;
    var known = new TreeMap<>(machine.neighbours());
    if (bug != PodNetworkBug.STALE_NEIGHBOUR || !known.containsKey(place)) {
      known.put(place, new Owner(pod, number));
    }
    var leadsTo = new ArrayList<>(machine.hostPort());
    if (pod == 0) {
      leadsTo.add(place);
    }
    tx.set(node, machine.with(place, known, leadsTo))
        .set(made.get(pod), number)
        .set(pods.get(pod), new Sandbox(Phase.MADE, number, place, fabric.podMtu(machine.mtu())));
  }

  /// The next free place after the one that was given out last.
  private int free(State state, int node, int last) {
    return IntStream.rangeClosed(1, Machine.ADDRESSES)
        .map(step -> (last + step - 1) % Machine.ADDRESSES + 1)
        .filter(place -> podsOn(node).noneMatch(pod -> has(state, pod, place)))
        .findFirst()
        .orElseThrow();
  }

  private boolean has(State state, int pod, int place) {
    return state.get(pods.get(pod)).address() == place;
  }

  /// DEL: the pair goes, and with it what the bridge knows of its port.
  private void end(Transaction tx, int pod) {
    var node = machines.get(Fabric.nodeOf(pod));
    var machine = tx.get(node);
    var leadsTo = new ArrayList<>(machine.hostPort());
    if (pod == 0 && bug != PodNetworkBug.KEEPS_HOST_PORT) {
      leadsTo.clear();
    }
    tx.set(node, machine.with(machine.last(), machine.neighbours(), leadsTo))
        .set(pods.get(pod), Sandbox.NONE);
  }

  private void declareNodes() {
    var last = machines.get(Fabric.NODES - 1);
    var times = cell("joined", 1);
    rule(
        "the second node leaves",
        tx -> {
          tx.require(tx.get(last).isThere());
          disturb(tx);
          tx.set(last, tx.get(last).gone(tx.get(last).mtu()));
          tx.set(heard.get(last.index()), Heard.NOTHING);
          podsOn(last.index()).forEach(pod -> tx.set(pods.get(pod), Sandbox.NONE));
        });
    rule(
        "the second node joins again",
        tx -> {
          tx.require(!tx.get(last).isThere());
          tx.set(times, tx.get(times) + 1);
          tx.set(last, Machine.joined(tx.get(times), tx.get(last).mtu()));
        });
    rule(
        "a node hears of the other",
        heard,
        (tx, known) -> {
          var now = tx.get(machines.get(Fabric.NODES - 1 - known.index())).joined();
          tx.require(tx.get(machines.get(known.index())).isThere());
          tx.require(tx.get(known).joined() != now);
          tx.require(bug != PodNetworkBug.NO_ROUTE || now < 2);
          tx.set(known, new Heard(now, tunnel(tx.get(known), now)));
        });
    rule(
        "the MTU of a card is lowered",
        machines,
        (tx, node) -> {
          tx.require(tx.get(node).isThere() && tx.get(node).mtu() == Fabric.MTU);
          disturb(tx);
          tx.set(node, tx.get(node).withMtu(LOWER_MTU));
        });
  }

  private int tunnel(Heard before, int now) {
    var keeps = bug == PodNetworkBug.STALE_VTEP && now > 0 && before.tunnel() > 0;
    return keeps || now == 0 ? before.tunnel() : now;
  }

  // ---- what is claimed

  private boolean know(State state, int one, int other) {
    return one == other
        || (state.get(heard.get(one)).joined() == state.get(machines.get(other)).joined()
            && state.get(heard.get(other)).joined() == state.get(machines.get(one)).joined());
  }

  private boolean areUp(State state, Pair pair) {
    return state.get(pods.get(pair.from())).isReady()
        && state.get(pods.get(pair.to())).isReady()
        && know(state, Fabric.nodeOf(pair.from()), Fabric.nodeOf(pair.to()));
  }

  private String namespace(State state, int pod) {
    return new Owner(pod, state.get(pods.get(pod)).number()).namespace();
  }

  private Endpoint endpoint(State state, int pod) {
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

  private Journey journey(State state, Pair pair, int length) {
    return journey(state, pair, endpoint(state, pair.to()), length);
  }

  private Journey toHostPort(State state, Pair pair) {
    var to = new Endpoint(Fabric.address(0), Fabric.HOST_PORT);
    return journey(state, pair, to, Probe.SYN);
  }

  /// The longest packet that is sent from one pod to another: that of the lower MTU, as each end
  /// says in its SYN what it takes.
  private int longest(State state, Pair pair) {
    return Math.min(state.get(pods.get(pair.from())).mtu(), state.get(pods.get(pair.to())).mtu());
  }

  private static boolean isAnswered(Journey journey) {
    return journey.result() == Result.ANSWERED;
  }

  private boolean areAtTheirFirstMtu(State state) {
    return machines.all(state, machine -> machine.mtu() == Fabric.MTU);
  }

  /// Whether no packet was too long for a device, or was cut.
  private static boolean fits(Journey journey) {
    return journey.legs().stream()
        .noneMatch(
            leg ->
                leg.trace().fate() instanceof Fate.TooLong
                    || leg.trace().hops().stream()
                        .anyMatch(hop -> hop.event() instanceof Event.Fragmented));
  }

  /// The address that whoever answers sees the request come from.
  private static boolean isSentTo(Journey journey, Endpoint source) {
    return journey.legs().stream()
        .filter(leg -> leg.kind() == Kind.ANSWER)
        .flatMap(leg -> leg.trace().hops().stream().limit(1))
        .allMatch(
            hop ->
                hop.event() instanceof Event.Sent(var packet, _)
                    && packet.destination().address().equals(source.address()));
  }

  /// Where a packet to the port of the first node comes; empty where to nobody.
  private String atHostPort(State state, Pair pair) {
    return toHostPort(state, pair).legs().stream()
        .filter(leg -> leg.kind() == Kind.REQUEST)
        .map(leg -> leg.trace().fate() instanceof Fate.Delivered(var at) ? at : "")
        .findFirst()
        .orElse("");
  }

  private void claim() {
    var pairs =
        IntStream.range(0, pods.size())
            .boxed()
            .flatMap(
                from ->
                    IntStream.range(0, pods.size())
                        .filter(to -> to != from)
                        .mapToObj(to -> new Pair(from, to)))
            .toList();
    whenever(
        "a pod that is ready is reached, and its answers are, where the nodes know of one another",
        pairs,
        this::areUp,
        (s, pair) -> isAnswered(journey(s, pair, Probe.SYN)));
    whenever(
        "no packet of the size that a pod may send is lost for its length",
        pairs,
        this::areUp,
        (s, pair) -> isAnswered(journey(s, pair, longest(s, pair))) || !isReached(s, pair));
    whenever(
        "nothing is cut, and nothing too long, before an MTU is lowered",
        pairs,
        (s, pair) -> areUp(s, pair) && areAtTheirFirstMtu(s),
        (s, pair) -> fits(journey(s, pair, longest(s, pair))));
    whenever(
        "a pod sees the address of the pod that has sent",
        pairs,
        this::areUp,
        (s, pair) -> isSentTo(journey(s, pair, Probe.SYN), endpoint(s, pair.from())));
    claimOfHostPorts();
    never(
        "an application that is started again keeps its pod's address",
        s -> s.get(restarted) == Restarted.OTHER_ADDRESS);
    sometimes("an application is started again", s -> s.get(restarted) == Restarted.SAME_ADDRESS);
    sometimes(
        "pods reach one another after a node has joined again",
        s ->
            s.get(machines.get(Fabric.NODES - 1)).joined() > 1
                && pairs.stream()
                    .anyMatch(pair -> Fabric.nodeOf(pair.from()) == 0 && crosses(s, pair)));
    sometimes(
        "a pod is not reached, as its node is not known",
        s ->
            pairs.stream()
                .filter(pair -> Fabric.nodeOf(pair.from()) != Fabric.nodeOf(pair.to()))
                .anyMatch(
                    pair ->
                        pods.stream()
                                .filter(
                                    pod -> pod.index() == pair.from() || pod.index() == pair.to())
                                .allMatch(pod -> s.get(pod).isReady())
                            && !isReached(s, pair)));
    sometimes(
        "a packet is too long after an MTU was lowered, and what fits is sent instead",
        s ->
            pairs.stream()
                .filter(pair -> areUp(s, pair))
                .anyMatch(pair -> hasToShorten(journey(s, pair, longest(s, pair)))));
    eventuallyAlways(
        "in the end all pods are ready, and the nodes know of one another",
        s -> pairs.stream().allMatch(pair -> areUp(s, pair)));
  }

  private static boolean hasToShorten(Journey journey) {
    return isAnswered(journey)
        && journey.legs().stream().anyMatch(leg -> leg.kind() == Kind.TOO_BIG);
  }

  private boolean crosses(State state, Pair pair) {
    return Fabric.nodeOf(pair.to()) != 0 && areUp(state, pair) && isReached(state, pair);
  }

  private boolean isReached(State state, Pair pair) {
    return isAnswered(journey(state, pair, Probe.SYN));
  }

  private void claimOfHostPorts() {
    var toFirst =
        podsOn(0).boxed().flatMap(from -> podsOn(0).mapToObj(to -> new Pair(from, to))).toList();
    whenever(
        "what is sent to a port of a node comes to its pod, or to nobody",
        toFirst,
        (s, pair) -> s.get(pods.get(pair.from())).isReady(),
        (s, pair) -> Set.of("", namespace(s, 0)).contains(atHostPort(s, pair)));
    whenever(
        "a pod on the node, and the pod itself, are answered at the pod's port of the node",
        toFirst.stream().filter(pair -> pair.to() == 0).toList(),
        this::areUp,
        (s, pair) -> isAnswered(toHostPort(s, pair)));
    sometimes(
        "a port of a node leads to its pod",
        s -> s.get(pods.get(0)).isReady() && atHostPort(s, new Pair(0, 0)).equals(namespace(s, 0)));
  }
}
