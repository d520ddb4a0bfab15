package dev.plimsoll.network.proxy.traffic;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.network.netfilter.conntrack.ConnectionTable;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.network.proxy.ProxiedNode;
import dev.plimsoll.network.walks.SendsPackets;
import dev.plimsoll.network.walks.SentPacket;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A client uses a Service while its pods come and go, and its slice lags behind.
///
/// Each pod starts, is deleted and stops once. The client has one connection at a time; it stays
/// with its pod, whatever the rules say by now. A request is a connection that is opened. What its
/// packets meet on a node is what kube-proxy wrote there.
///
/// Models say who follows the slice and when, by which nodes the client comes, and what is to be
/// said of its requests.
abstract class TrafficModel extends Model implements SendsPackets {

  /// The rule by which the slice says what the pods are.
  static final String FOLLOWS = "the EndpointSlice follows the pods";

  private static final String OPENS = "the client opens a connection through a node";
  private static final String SENDS = "the client sends";

  /// The client's connection.
  ///
  /// @param node the number of that by which it goes
  /// @param pod that it goes to; -1 if there is none
  private record Flow(int node, int pod) {
    static final Flow NONE = new Flow(-1, -1);
  }

  final ServedPods served;
  final TrafficPolicy policy;
  final Cells<PodPhase> pods;
  final Cell<List<PodPhase>> slice;
  final Cells<List<PodPhase>> rules;
  final Cells<ConnectionTable> connections;
  private final Cell<Flow> flow;
  private final Cell<Experience> experience;

  /// @param count of pods, at least 1
  /// @param policy `Local` if nodes are to send to their own pods only
  TrafficModel(ServedPods served, int count, TrafficPolicy policy) {
    this.served = served;
    this.policy = policy;
    var nodes = served.nodes().size();
    var starting = Collections.nCopies(count, PodPhase.STARTING);
    pods = cells("pod", count, PodPhase.STARTING);
    slice = cell("EndpointSlice", starting);
    rules = cells("rules of node", nodes, starting);
    connections = cells("connections", nodes, ConnectionTable.EMPTY);
    flow = cell("flow", Flow.NONE);
    experience = cell("the client's request", Experience.NOTHING);

    declarePods();
    declareClient();
    claim();
  }

  /// Whether a pod that is being deleted has gone on for long enough.
  abstract boolean mayStop(State state, int pod);

  /// Whether a node is there: it has not been deleted.
  abstract boolean exists(State state, ProxiedNode node);

  /// Whether the client may come by a node, there or not.
  abstract boolean isSentTo(State state, ProxiedNode node);

  /// The first packet of the client's connection, as it comes to a node.
  abstract Packet opening(ProxiedNode node);

  /// What is to be said of a request that a pod answers.
  ///
  /// @param way that its first packet went
  abstract Experience answered(ProxiedNode node, int pod, Outcome way);

  /// Whether there is an excuse if nobody answers a request.
  ///
  /// @param way that its first packet went
  abstract boolean isExcused(State state, ProxiedNode node, Outcome way);

  private void declarePods() {
    rule(
        "a pod gets ready",
        pods,
        (tx, pod) ->
            tx.require(tx.get(pod) == PodPhase.STARTING)
                .require(exists(tx, served.nodeOf(pod.index())))
                .set(pod, PodPhase.READY));
    rule(
        "a pod is deleted",
        pods,
        (tx, pod) -> tx.require(tx.get(pod) == PodPhase.READY).set(pod, PodPhase.TERMINATING));
    rule(
        "a pod stops",
        pods,
        (tx, pod) -> {
          tx.require(tx.get(pod) == PodPhase.TERMINATING);
          tx.require(mayStop(tx, pod.index())).set(pod, PodPhase.GONE);
          if (isConnected(tx) && tx.get(flow).pod() == pod.index()) {
            end(tx);
          }
        });
    rule(
        FOLLOWS,
        tx -> {
          var now = pods.values(tx).stream().map(PodPhase::published).toList();
          tx.require(!tx.get(slice).equals(now)).set(slice, now);
        });
  }

  /// The pods that run on a node.
  final IntStream podsOn(ProxiedNode node) {
    return IntStream.range(0, pods.size()).filter(pod -> served.nodeOf(pod).equals(node));
  }

  /// What a node's proxy knew of the pods when it last synced.
  final List<PodPhase> known(State state, ProxiedNode node) {
    return state.get(rules.get(node.number()));
  }

  // ---- the client

  private void declareClient() {
    rule(
        OPENS,
        served.nodes(),
        (tx, node) -> {
          var fares = tx.get(experience);
          tx.require(fares == Experience.NOTHING || fares == Experience.UNAVAILABLE);
          tx.require(isSentTo(tx, node));
          open(tx, node);
        });
    rule(
        SENDS,
        tx -> {
          tx.require(isConnected(tx));
          var reached = flows(tx, node(tx)).continued(opening(node(tx)));
          if (!reached.equals(Optional.of(served.endpoint(pod(tx))))) {
            tx.set(experience, Experience.BROKEN);
          }
        });
    rule(
        "the client closes its connection",
        tx -> {
          tx.require(isConnected(tx));
          end(tx);
        });
  }

  private void open(Transaction tx, ProxiedNode node) {
    if (!exists(tx, node)) {
      tx.set(experience, Experience.LOST);
      return;
    }
    var syn = opening(node);
    var flows = flows(tx, node);
    var ways = flows.ways(syn);
    var way = Optional.ofNullable(ways.get(tx.choose(ways.keySet()))).orElseThrow();
    var pod = podAt(way);
    var after =
        pod >= 0 && tx.get(pods.get(pod)).serves()
            ? flows.accepted(syn, way, served.from(pod, node))
            : Optional.<ConnectionTable>empty();
    if (after.isEmpty()) {
      tx.set(experience, unanswered(tx, node, way));
      return;
    }
    tx.set(connections.get(node.number()), after.get())
        .set(flow, new Flow(node.number(), pod))
        .set(experience, answered(node, pod, way));
  }

  private int podAt(Outcome way) {
    return way.verdict() != Verdict.ACCEPT
        ? -1
        : IntStream.range(0, pods.size())
            .filter(pod -> served.endpoint(pod).equals(way.destination()))
            .findFirst()
            .orElse(-1);
  }

  private Experience unanswered(State state, ProxiedNode node, Outcome way) {
    if (way.verdict() != Verdict.ACCEPT
        && IntStream.range(0, pods.size()).anyMatch(pod -> isOwed(state, node, pod))) {
      return Experience.REFUSED;
    }
    var pod = podAt(way);
    if (pod >= 0 && state.get(pods.get(pod)) == PodPhase.REPLACED) {
      return Experience.STRAYED;
    }
    return isOneReadyEverywhere(state) && !isExcused(state, node, way)
        ? Experience.UNANSWERED
        : Experience.UNAVAILABLE;
  }

  /// Whether a node that gets a request can be expected to send it to a pod.
  private boolean isOwed(State state, ProxiedNode node, int pod) {
    return state.get(pods.get(pod)).serves()
        && known(state, node).get(pod).serves()
        && (policy == TrafficPolicy.CLUSTER || served.nodeOf(pod).equals(node));
  }

  /// Whether a pod is ready that all proxies know to be so.
  final boolean isOneReadyEverywhere(State state) {
    return pods.stream()
        .anyMatch(
            pod ->
                state.get(pod) == PodPhase.READY
                    && served.nodes().stream()
                        .filter(node -> exists(state, node))
                        .allMatch(node -> known(state, node).get(pod.index()) == PodPhase.READY));
  }

  /// Whether the client has a connection, by [#node] to [#pod].
  final boolean isConnected(State state) {
    return fares(state, Experience.ANSWERED);
  }

  /// By which node the client's connection goes.
  final ProxiedNode node(State state) {
    return served.nodes().get(state.get(flow).node());
  }

  /// The pod that the client's connection goes to.
  final int pod(State state) {
    return state.get(flow).pod();
  }

  /// Whether a connection goes, or went, by a node.
  final boolean isUsed(State state, ProxiedNode node) {
    return state.get(flow).node() == node.number();
  }

  /// The connections through a node.
  final Flows flows(State state, ProxiedNode node) {
    return new Flows(
        served.kernel(node, known(state, node)), state.get(connections.get(node.number())));
  }

  /// The client's connection fails.
  ///
  /// @param as what it finds
  final void fail(Transaction tx, Experience as) {
    tx.set(experience, as);
  }

  private void end(Transaction tx) {
    tx.set(connections.get(node(tx).number()), ConnectionTable.EMPTY)
        .set(flow, Flow.NONE)
        .set(experience, Experience.NOTHING);
  }

  @Override
  public List<SentPacket> sent(State before, Trace.Action step) {
    return switch (step.rule()) {
      case OPENS ->
          step.choices().stream()
              .map(way -> flows(before, by(step)).sentFirst(opening(by(step)), way.toString()))
              .toList();
      case SENDS -> List.of(flows(before, node(before)).sentLater(opening(node(before))));
      default -> List.of();
    };
  }

  private ProxiedNode by(Trace.Action step) {
    var name = step.arguments().getFirst().toString();
    return served.nodes().stream()
        .filter(node -> node.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  // ---- claims

  private void claim() {
    never(
        "no request is refused while a pod serves that the node's proxy knows", Experience.REFUSED);
    never("what is sent on a connection comes to its pod as long as that runs", Experience.BROKEN);
    sometimes("a request is answered", this::isConnected);
    if (policy == TrafficPolicy.CLUSTER) {
      sometimes("a request finds nobody", s -> fares(s, Experience.UNAVAILABLE));
    }
  }

  /// Claims that the client never fares so.
  final void never(String claim, Experience what) {
    always(claim, s -> !fares(s, what));
  }

  private boolean fares(State state, Experience so) {
    return state.get(experience) == so;
  }
}
