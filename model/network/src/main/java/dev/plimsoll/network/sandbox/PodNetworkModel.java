package dev.plimsoll.network.sandbox;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.network.layers.NetworkKind;
import dev.plimsoll.network.sandbox.Reachability.Pair;
import dev.plimsoll.network.sandbox.Sandbox.Phase;
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

  private final Fabric fabric;
  private final Reachability reach;
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
    reach = new Reachability(fabric, machines, heard, pods);
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

  private boolean areAtTheirFirstMtu(State state) {
    return machines.all(state, machine -> machine.mtu() == Fabric.MTU);
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
        reach::areUp,
        (s, pair) -> Reachability.isAnswered(reach.journey(s, pair, Probe.SYN)));
    whenever(
        "no packet of the size that a pod may send is lost for its length",
        pairs,
        reach::areUp,
        (s, pair) ->
            Reachability.isAnswered(reach.journey(s, pair, reach.longest(s, pair)))
                || !reach.isReached(s, pair));
    whenever(
        "nothing is cut, and nothing too long, before an MTU is lowered",
        pairs,
        (s, pair) -> reach.areUp(s, pair) && areAtTheirFirstMtu(s),
        (s, pair) -> Reachability.fits(reach.journey(s, pair, reach.longest(s, pair))));
    whenever(
        "a pod sees the address of the pod that has sent",
        pairs,
        reach::areUp,
        (s, pair) ->
            Reachability.isSentTo(
                reach.journey(s, pair, Probe.SYN), reach.endpoint(s, pair.from())));
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
                        s.get(pods.get(pair.from())).isReady()
                            && s.get(pods.get(pair.to())).isReady()
                            && !reach.isReached(s, pair)));
    sometimes(
        "a packet is too long after an MTU was lowered, and what fits is sent instead",
        s ->
            pairs.stream()
                .filter(pair -> reach.areUp(s, pair))
                .anyMatch(
                    pair ->
                        Reachability.hasToShorten(reach.journey(s, pair, reach.longest(s, pair)))));
    eventuallyAlways(
        "in the end all pods are ready, and the nodes know of one another",
        s -> pairs.stream().allMatch(pair -> reach.areUp(s, pair)));
  }

  private boolean crosses(State state, Pair pair) {
    return Fabric.nodeOf(pair.to()) != 0
        && reach.areUp(state, pair)
        && reach.isReached(state, pair);
  }

  private void claimOfHostPorts() {
    var toFirst =
        podsOn(0).boxed().flatMap(from -> podsOn(0).mapToObj(to -> new Pair(from, to))).toList();
    whenever(
        "what is sent to a port of a node comes to its pod, or to nobody",
        toFirst,
        (s, pair) -> s.get(pods.get(pair.from())).isReady(),
        (s, pair) -> Set.of("", reach.namespace(s, 0)).contains(reach.atHostPort(s, pair)));
    whenever(
        "a pod on the node, and the pod itself, are answered at the pod's port of the node",
        toFirst.stream().filter(pair -> pair.to() == 0).toList(),
        reach::areUp,
        (s, pair) -> Reachability.isAnswered(reach.toHostPort(s, pair)));
    sometimes(
        "a port of a node leads to its pod",
        s ->
            s.get(pods.get(0)).isReady()
                && reach.atHostPort(s, new Pair(0, 0)).equals(reach.namespace(s, 0)));
  }
}
