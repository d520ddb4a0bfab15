package dev.plimsoll.network.proxy.traffic;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.network.netfilter.conntrack.ConnectionTable;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import java.util.Optional;
import java.util.stream.IntStream;

/// A client outside uses a Service through a cloud's load balancer, which probes the nodes, while
/// pods roll over, nodes are taken away, and kube-proxies lag, get stuck and die.
///
/// Each pod starts, is deleted and stops once; of disturbances there is a budget. What takes time
/// is taken to be in proportion ([BalancedNodes]).
///
/// One connection at a time. What its packets meet on the node is what kube-proxy wrote there.
///
/// What is left out: nodes that break down without notice; load balancers that send to all nodes
/// when none is healthy, or that put the node's address into packets; node ports; UDP.
public final class ExternalTrafficModel extends BalancedNodes {

  /// How much happens.
  ///
  /// @param nodes at least 1
  /// @param pods which run on the nodes in turn; at least 1
  /// @param threshold probes in a row that make a node healthy, or unhealthy
  /// @param disturbances of proxies and nodes
  public record Bounds(int nodes, int pods, int threshold, int disturbances) {}

  /// How the client fares.
  enum Experience {
    /// It has not asked for anything.
    NOTHING,
    /// Its request was answered, and its connection is open.
    ANSWERED,
    /// Its request was not answered, and there is an excuse.
    UNAVAILABLE,
    /// Nobody answered, though the node passes its health check and a pod is ready.
    UNANSWERED,
    /// The rules refused a request, though a pod served that the node's proxy knew.
    REFUSED,
    /// A request was sent to a node that had been deleted.
    LOST,
    /// With `Local`, a request was answered by a pod of another node.
    FORWARDED,
    /// With `Local`, the pod did not see the client's address.
    HIDDEN,
    /// A packet of its connection did not come to the pod, which runs.
    BROKEN
  }

  /// The client's connection.
  ///
  /// @param node by which it goes
  /// @param pod that it goes to; -1 if there is none
  record Flow(int node, int pod) {
    static final Flow NONE = new Flow(-1, -1);
  }

  private final Cells<ConnectionTable> connections;
  private final Cell<Flow> flow;
  private final Cell<Experience> experience;

  /// @param policy the Service's `externalTrafficPolicy`
  public ExternalTrafficModel(Bounds bounds, TrafficPolicy policy, BalancerBug bug) {
    super(bounds, policy, bug);
    connections = cells("connections", bounds.nodes(), ConnectionTable.EMPTY);
    flow = cell("flow", Flow.NONE);
    experience = cell("experience", Experience.NOTHING);

    declareClient();
    claim();
  }

  @Override
  void stopped(Transaction tx, int pod) {
    if (tx.get(flow).pod() == pod && tx.get(experience) == Experience.ANSWERED) {
      end(tx);
    }
  }

  @Override
  boolean isUsed(State state, int node) {
    return state.get(flow).node() == node;
  }

  @Override
  void cut(Transaction tx, int node) {
    if (isUsed(tx, node) && tx.get(experience) == Experience.ANSWERED) {
      tx.set(experience, Experience.BROKEN);
    }
  }

  private void declareClient() {
    rule(
        "the client opens a connection",
        targets,
        (tx, target) -> {
          tx.require(
              tx.get(experience) == Experience.NOTHING
                  || tx.get(experience) == Experience.UNAVAILABLE);
          tx.require(tx.get(target).isHealthy());
          open(tx, target.index());
        });
    rule(
        "the client sends",
        tx -> {
          var now = connected(tx);
          if (!flows(tx, now.node())
              .continued(balanced.opening())
              .filter(balanced.pods().endpoint(now.pod())::equals)
              .isPresent()) {
            tx.set(experience, Experience.BROKEN);
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
        balanced.kernel(node, state.get(rules.get(node))), state.get(connections.get(node)));
  }

  private void open(Transaction tx, int node) {
    if (tx.get(nodes.get(node)) == NodePhase.DELETED) {
      tx.set(experience, Experience.LOST);
      return;
    }
    var flows = flows(tx, node);
    var ways = flows.ways(balanced.opening());
    var way = Optional.ofNullable(ways.get(tx.choose(ways.keySet()))).orElseThrow();
    var pod = podAt(way);
    var after =
        pod >= 0 && tx.get(pods.get(pod)).serves()
            ? flows.accepted(balanced.opening(), way, balanced.pods().from(pod, node))
            : Optional.<ConnectionTable>empty();
    if (after.isEmpty()) {
      tx.set(experience, unanswered(tx, node, way));
      return;
    }
    tx.set(connections.get(node), after.get())
        .set(flow, new Flow(node, pod))
        .set(experience, answered(node, pod, way));
  }

  private int podAt(Outcome way) {
    return way.verdict() != Verdict.ACCEPT
        ? -1
        : IntStream.range(0, pods.size())
            .filter(pod -> balanced.pods().endpoint(pod).equals(way.destination()))
            .findFirst()
            .orElse(-1);
  }

  private Experience answered(int node, int pod, Outcome way) {
    if (policy == TrafficPolicy.LOCAL && balanced.pods().nodeOf(pod) != node) {
      return Experience.FORWARDED;
    }
    return policy == TrafficPolicy.LOCAL && !balanced.showsClient(way)
        ? Experience.HIDDEN
        : Experience.ANSWERED;
  }

  private Experience unanswered(State state, int node, Outcome way) {
    if (way.verdict() != Verdict.ACCEPT
        && IntStream.range(0, pods.size()).anyMatch(pod -> isOwed(state, node, pod))) {
      return Experience.REFUSED;
    }
    return passes(state, node) && isOneReadyEverywhere(state)
        ? Experience.UNANSWERED
        : Experience.UNAVAILABLE;
  }

  /// Whether a node that gets a request can be expected to send it to a pod.
  private boolean isOwed(State state, int node, int pod) {
    return state.get(pods.get(pod)).serves()
        && state.get(rules.get(node)).get(pod).serves()
        && (policy == TrafficPolicy.CLUSTER || balanced.pods().nodeOf(pod) == node);
  }

  private boolean isOneReadyEverywhere(State state) {
    return pods.stream()
        .anyMatch(
            pod ->
                state.get(pod) == PodPhase.READY
                    && nodes.stream()
                        .filter(node -> state.get(node) != NodePhase.DELETED)
                        .allMatch(node -> isKnownReady(state, node.index(), pod.index())));
  }

  private boolean isKnownReady(State state, int node, int pod) {
    return state.get(rules.get(node)).get(pod) == PodPhase.READY;
  }

  private void claim() {
    never(
        "a node that passes its health check answers where a pod is ready that all proxies know",
        Experience.UNANSWERED);
    never(
        "no request is refused while a pod serves that the node's proxy knows", Experience.REFUSED);
    never("no request is lost to a node that was taken away", Experience.LOST);
    never("what is sent on a connection comes to its pod as long as that runs", Experience.BROKEN);
    if (policy == TrafficPolicy.LOCAL) {
      never("with Local no packet is sent on to another node", Experience.FORWARDED);
      never("with Local the pod sees the client's address", Experience.HIDDEN);
      sometimes(
          "a node that fails its health check answers, as its pods terminate",
          s -> s.get(experience) == Experience.ANSWERED && !passes(s, s.get(flow).node()));
    } else {
      sometimes(
          "a packet is sent on to another node",
          s ->
              s.get(experience) == Experience.ANSWERED
                  && balanced.pods().nodeOf(s.get(flow).pod()) != s.get(flow).node());
      sometimes("a request finds nobody", s -> s.get(experience) == Experience.UNAVAILABLE);
    }
    sometimes("a request is answered", s -> s.get(experience) == Experience.ANSWERED);
    sometimes(
        "a node that gets no new connections keeps one",
        s ->
            s.get(experience) == Experience.ANSWERED
                && !s.get(targets.get(s.get(flow).node())).isHealthy());
    sometimes(
        "a request is answered by another node once one was taken away",
        s -> s.get(experience) == Experience.ANSWERED && nodes.any(s, NodePhase.DELETED));
    eventuallyAlways(
        "in the end new connections go to all nodes that answer and to no others",
        s -> targets.stream().allMatch(target -> isRight(s, target)));
  }

  private void never(String claim, Experience what) {
    always(claim, s -> s.get(experience) != what);
  }

  private boolean isRight(State state, Cell<Target> target) {
    var standing = state.get(target);
    return standing.isHealthy() == shouldPass(state, target.index())
        && standing.isRemoved() == (state.get(nodes.at(target)) == NodePhase.DELETED);
  }
}
