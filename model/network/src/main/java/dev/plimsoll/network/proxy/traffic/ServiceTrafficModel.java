package dev.plimsoll.network.proxy.traffic;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.network.netfilter.conntrack.ConnectionTable;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.network.walks.SendsPackets;
import dev.plimsoll.network.walks.SentPacket;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A client uses a Service while its pods come and go, and its slice, the proxies and the load
/// balancer lag behind.
///
/// Each pod starts, is deleted and stops once. A pod that terminates goes on until all proxies, and
/// the load balancer, have noticed: its `preStop` sleeps long enough. Its address goes to a pod of
/// another Service once no proxy has it any more: addresses are handed out in turn.
///
/// One connection at a time; it stays with its pod, whatever the rules say by now. A request is a
/// connection that is opened.
///
/// What is left out: proxies that fail to sync, which are `ProxySyncModel`'s; the kernels of other
/// nodes on the way of a packet; addresses that a pod gets back; UDP.
public final class ServiceTrafficModel extends Model implements SendsPackets {

  private static final String OPENS = "the client opens a connection";
  private static final String SENDS = "the client sends";
  private static final String COMES_LATE = "a segment of the server's comes late";

  /// How the client fares.
  enum Experience {
    /// It has not asked for anything.
    NOTHING,
    /// Its request was answered, and its connection is open.
    ANSWERED,
    /// Its request was not answered, and there is an excuse.
    UNAVAILABLE,
    /// Nobody answered, though there was an endpoint that all proxies knew to be ready.
    UNANSWERED,
    /// The rules refused a request, though a pod served that the node's proxy knew.
    REFUSED,
    /// A request came to a pod of another Service.
    STRAYED,
    /// A packet of its connection did not come to the pod, which runs.
    BROKEN,
    /// A segment that came late has reset its connection.
    RESET
  }

  /// The client's connection.
  ///
  /// @param node by which it goes
  /// @param pod that it goes to; -1 if there is none
  record Flow(int node, int pod) {
    static final Flow NONE = new Flow(-1, -1);
  }

  private final ServedPods served;
  private final TrafficBug bug;
  private final Cells<PodPhase> pods;
  private final Cell<List<PodPhase>> slice;
  private final Cells<List<PodPhase>> rules;
  private final Cells<Boolean> healthy;
  private final Cells<ConnectionTable> connections;
  private final Cell<Flow> flow;
  private final Cell<Experience> experience;

  /// @param nodes at least 1
  /// @param count of pods, which run on the nodes in turn; at least 1
  public ServiceTrafficModel(int nodes, int count, Entrance entrance, TrafficBug bug) {
    this.bug = bug;
    served = new ServedPods(nodes, entrance, bug);
    var starting = Collections.nCopies(count, PodPhase.STARTING);
    pods = cells("pod", count, PodPhase.STARTING);
    slice = cell("EndpointSlice", starting);
    rules = cells("rules of node", nodes, starting);
    healthy = cells("health of node", nodes, false);
    connections = cells("connections", nodes, ConnectionTable.EMPTY);
    flow = cell("flow", Flow.NONE);
    experience = cell("the client's request", Experience.NOTHING);

    declarePods();
    declareFollowers();
    declareClient();
    claim();
  }

  private void declarePods() {
    become("a pod gets ready", PodPhase.STARTING, PodPhase.READY);
    become("a pod is deleted", PodPhase.READY, PodPhase.TERMINATING);
    rule(
        "a pod stops",
        pods,
        (tx, pod) -> {
          tx.require(tx.get(pod) == PodPhase.TERMINATING);
          tx.require(bug == TrafficBug.STOPS_AT_ONCE || isNoticed(tx, pod.index()));
          tx.set(pod, PodPhase.GONE);
          if (tx.get(flow).pod() == pod.index() && tx.get(experience) == Experience.ANSWERED) {
            end(tx);
          }
        });
    rule(
        "its address is used again",
        pods,
        (tx, pod) -> {
          tx.require(tx.get(pod) == PodPhase.GONE);
          tx.require(
              bug == TrafficBug.REUSES_ADDRESS_AT_ONCE
                  || rules.all(tx, known -> known.get(pod.index()) == PodPhase.GONE));
          tx.set(pod, PodPhase.REPLACED);
        });
  }

  private void become(String name, PodPhase from, PodPhase to) {
    rule(name, pods, (tx, pod) -> tx.require(tx.get(pod) == from).set(pod, to));
  }

  /// Whether all proxies know that a pod is being deleted, and the load balancer what follows.
  private boolean isNoticed(State state, int pod) {
    var node = served.nodeOf(pod);
    return rules.all(state, known -> known.get(pod) == PodPhase.TERMINATING)
        && state.get(healthy.get(node)) == hasReady(state.get(rules.get(node)), node);
  }

  private void declareFollowers() {
    rule(
        "the EndpointSlice follows the pods",
        tx -> {
          var now = pods.values(tx).stream().map(PodPhase::published).toList();
          tx.require(!tx.get(slice).equals(now)).set(slice, now);
        });
    rule(
        "a kube-proxy writes the rules of its node",
        rules,
        (tx, node) -> {
          var before = tx.get(node);
          var now = tx.get(slice);
          tx.require(!before.equals(now)).set(node, now);
          if (bug == TrafficBug.DELETES_CONNECTIONS) {
            tx.set(connections.get(node.index()), ConnectionTable.EMPTY);
          }
        });
    rule(
        "the load balancer checks a node",
        healthy,
        (tx, node) -> {
          var now = hasReady(tx.get(rules.get(node.index())), node.index());
          tx.require(tx.get(node) != now).set(node, now);
        });
  }

  private boolean hasReady(List<PodPhase> known, int node) {
    return podsOn(node).anyMatch(pod -> known.get(pod) == PodPhase.READY);
  }

  private IntStream podsOn(int node) {
    return IntStream.range(0, pods.size()).filter(pod -> served.nodeOf(pod) == node);
  }

  private void declareClient() {
    rule(
        OPENS,
        healthy,
        (tx, node) -> {
          tx.require(
              tx.get(experience) == Experience.NOTHING
                  || tx.get(experience) == Experience.UNAVAILABLE);
          tx.require(served.entrance() != Entrance.LOCAL || tx.get(node));
          open(tx, node.index());
        });
    rule(
        SENDS,
        tx -> {
          var now = connected(tx);
          if (!flows(tx, now.node())
              .continued(served.opening(now.node()))
              .filter(served.endpoint(now.pod())::equals)
              .isPresent()) {
            tx.set(experience, Experience.BROKEN);
          }
        });
    rule(
        COMES_LATE,
        tx -> {
          var now = connected(tx);
          tx.require(!tx.get(connections.get(now.node())).connections().isEmpty());
          var back = served.from(now.pod(), now.node());
          if (flows(tx, now.node()).letsInvalidPass(served.opening(now.node()), back)) {
            tx.set(experience, Experience.RESET);
          }
        });
    rule(
        "the client closes its connection",
        tx -> {
          connected(tx);
          end(tx);
        });
  }

  private Flow connected(Transaction tx) {
    tx.require(tx.get(experience) == Experience.ANSWERED);
    return tx.get(flow);
  }

  private void end(Transaction tx) {
    tx.set(connections.get(tx.get(flow).node()), ConnectionTable.EMPTY)
        .set(flow, Flow.NONE)
        .set(experience, Experience.NOTHING);
  }

  private Flows flows(State state, int node) {
    return new Flows(
        served.kernel(node, state.get(rules.get(node))), state.get(connections.get(node)));
  }

  private void open(Transaction tx, int node) {
    var syn = served.opening(node);
    var flows = flows(tx, node);
    var ways = flows.ways(syn);
    var way = Optional.ofNullable(ways.get(tx.choose(ways.keySet()))).orElseThrow();
    if (way.verdict() != Verdict.ACCEPT) {
      var isOwed = IntStream.range(0, pods.size()).anyMatch(pod -> isOwed(tx, node, pod));
      tx.set(experience, isOwed ? Experience.REFUSED : Experience.UNAVAILABLE);
      return;
    }
    var pod = podAt(way);
    if (pod >= 0 && tx.get(pods.get(pod)) == PodPhase.REPLACED) {
      tx.set(experience, Experience.STRAYED);
      return;
    }
    var after =
        pod >= 0 && tx.get(pods.get(pod)).serves()
            ? flows.accepted(syn, way, served.from(pod, node))
            : Optional.<ConnectionTable>empty();
    if (after.isPresent()) {
      tx.set(connections.get(node), after.get())
          .set(flow, new Flow(node, pod))
          .set(experience, Experience.ANSWERED);
    } else {
      tx.set(experience, isOneReadyEverywhere(tx) ? Experience.UNANSWERED : Experience.UNAVAILABLE);
    }
  }

  @Override
  public List<SentPacket> sent(State before, Trace.Action step) {
    var now = before.get(flow);
    return switch (step.rule()) {
      case OPENS -> {
        var by = step.arguments().getFirst().toString();
        var way = step.choices().getFirst().toString();
        yield healthy.stream()
            .filter(cell -> cell.toString().equals(by))
            .map(cell -> flows(before, cell.index()).sentFirst(served.opening(cell.index()), way))
            .toList();
      }
      case SENDS -> List.of(flows(before, now.node()).sentLater(served.opening(now.node())));
      case COMES_LATE -> {
        var back = served.from(now.pod(), now.node());
        yield List.of(flows(before, now.node()).sentLate(served.opening(now.node()), back));
      }
      default -> List.of();
    };
  }

  private int podAt(Outcome way) {
    return IntStream.range(0, pods.size())
        .filter(pod -> served.endpoint(pod).equals(way.destination()))
        .findFirst()
        .orElse(-1);
  }

  /// Whether a node that gets a request can be expected to send it to a pod.
  private boolean isOwed(State state, int node, int pod) {
    return state.get(pods.get(pod)).serves()
        && state.get(rules.get(node)).get(pod).serves()
        && (served.entrance() != Entrance.LOCAL || served.nodeOf(pod) == node);
  }

  private boolean isOneReadyEverywhere(State state) {
    return pods.stream()
        .anyMatch(
            pod ->
                state.get(pod) == PodPhase.READY
                    && rules.all(state, known -> known.get(pod.index()) == PodPhase.READY));
  }

  private void claim() {
    never(
        "a request is answered where a pod is ready that all proxies know", Experience.UNANSWERED);
    never(
        "no request is refused while a pod serves that the node's proxy knows", Experience.REFUSED);
    never("no request comes to a pod of another Service", Experience.STRAYED);
    never("what is sent on a connection comes to its pod as long as that runs", Experience.BROKEN);
    never("no late segment resets a connection", Experience.RESET);
    sometimes("a request is answered", s -> s.get(experience) == Experience.ANSWERED);
    sometimes(
        "a pod that terminates has a connection that new ones do not follow",
        s ->
            s.get(experience) == Experience.ANSWERED
                && s.get(rules.get(s.get(flow).node())).get(s.get(flow).pod())
                    == PodPhase.TERMINATING
                && isOneReadyEverywhere(s));
    sometimes(
        "a request is answered while a pod of another Service has an address that was the"
            + " Service's",
        s ->
            s.get(experience) == Experience.ANSWERED
                && pods.any(s, phase -> phase == PodPhase.REPLACED));
    if (served.entrance() != Entrance.LOCAL) {
      sometimes("a request finds nobody", s -> s.get(experience) == Experience.UNAVAILABLE);
    }
  }

  private void never(String claim, Experience what) {
    always(claim, s -> s.get(experience) != what);
  }
}
