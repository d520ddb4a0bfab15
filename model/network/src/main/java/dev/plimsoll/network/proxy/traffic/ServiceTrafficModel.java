package dev.plimsoll.network.proxy.traffic;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.network.netfilter.conntrack.ConnectionTable;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.network.proxy.ProxiedNode;
import dev.plimsoll.network.walks.SentPacket;
import java.util.List;

/// A client uses a Service while its pods come and go, and its slice, the proxies and the load
/// balancer lag behind.
///
/// A pod that terminates goes on until all proxies, and the load balancer, have noticed: its
/// `preStop` sleeps long enough. Its address goes to a pod of another Service once no proxy has it
/// any more: addresses are handed out in turn.
///
/// What is left out: proxies that fail to sync, which are `ProxySyncModel`'s; the kernels of other
/// nodes on the way of a packet; addresses that a pod gets back; UDP.
public final class ServiceTrafficModel extends TrafficModel {

  private static final String COMES_LATE = "a segment of the server's comes late";

  private final Entrance entrance;
  private final TrafficBug bug;
  private final Cells<Boolean> healthy;

  /// @param nodes at least 1
  /// @param count of pods, which run on the nodes in turn; at least 1
  public ServiceTrafficModel(int nodes, int count, Entrance entrance, TrafficBug bug) {
    super(
        new ServedPods(ProxiedNode.first(nodes), entrance.service(), bug),
        count,
        entrance == Entrance.LOCAL ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER);
    this.entrance = entrance;
    this.bug = bug;
    healthy = cells("health of node", nodes, false);

    declareFollowers();
    declareAddresses();
    declareLateSegments();
    claim();
  }

  @Override
  boolean mayStop(State state, int pod) {
    return bug == TrafficBug.STOPS_AT_ONCE || isNoticed(state, pod);
  }

  /// Whether all proxies know that a pod is being deleted, and the load balancer what follows.
  private boolean isNoticed(State state, int pod) {
    var node = served.nodeOf(pod);
    return rules.all(state, known -> known.get(pod) == PodPhase.TERMINATING)
        && isHealthy(state, node) == hasReady(state, node);
  }

  private boolean isHealthy(State state, ProxiedNode node) {
    return state.get(healthy.get(node.number()));
  }

  private boolean hasReady(State state, ProxiedNode node) {
    return podsOn(node).anyMatch(pod -> known(state, node).get(pod) == PodPhase.READY);
  }

  @Override
  boolean exists(State state, ProxiedNode node) {
    return true;
  }

  @Override
  boolean isSentTo(State state, ProxiedNode node) {
    return entrance != Entrance.LOCAL || isHealthy(state, node);
  }

  @Override
  Packet opening(ProxiedNode node) {
    return entrance.opening(node);
  }

  @Override
  Experience answered(ProxiedNode node, int pod, Outcome way) {
    return Experience.ANSWERED;
  }

  @Override
  boolean isExcused(State state, ProxiedNode node, Outcome way) {
    return way.verdict() != Verdict.ACCEPT;
  }

  private void declareFollowers() {
    rule(
        "the kube-proxy of a node writes its rules",
        served.nodes(),
        (tx, node) -> {
          var now = tx.get(slice);
          tx.require(!known(tx, node).equals(now)).set(rules.get(node.number()), now);
          if (bug == TrafficBug.DELETES_CONNECTIONS) {
            tx.set(connections.get(node.number()), ConnectionTable.EMPTY);
          }
        });
    rule(
        "the load balancer checks a node",
        served.nodes(),
        (tx, node) -> {
          var now = hasReady(tx, node);
          tx.require(isHealthy(tx, node) != now).set(healthy.get(node.number()), now);
        });
  }

  private void declareAddresses() {
    rule(
        "the address of a pod is used again",
        pods,
        (tx, pod) -> {
          tx.require(tx.get(pod) == PodPhase.GONE);
          tx.require(
              bug == TrafficBug.REUSES_ADDRESS_AT_ONCE
                  || rules.all(tx, known -> known.get(pod.index()) == PodPhase.GONE));
          tx.set(pod, PodPhase.REPLACED);
        });
  }

  private void declareLateSegments() {
    rule(
        COMES_LATE,
        tx -> {
          tx.require(isConnected(tx));
          var node = node(tx);
          tx.require(!tx.get(connections.get(node.number())).connections().isEmpty());
          if (flows(tx, node).letsInvalidPass(opening(node), served.from(pod(tx), node))) {
            fail(tx, Experience.RESET);
          }
        });
  }

  @Override
  public List<SentPacket> sent(State before, Trace.Action step) {
    if (!step.rule().equals(COMES_LATE)) {
      return super.sent(before, step);
    }
    var node = node(before);
    return List.of(flows(before, node).sentLate(opening(node), served.from(pod(before), node)));
  }

  private void claim() {
    never(
        "a request is answered where a pod is ready that all proxies know", Experience.UNANSWERED);
    never("no request comes to a pod of another Service", Experience.STRAYED);
    never("no late segment resets a connection", Experience.RESET);
    sometimes(
        "a pod that terminates has a connection that new ones do not follow",
        s ->
            isConnected(s)
                && known(s, node(s)).get(pod(s)) == PodPhase.TERMINATING
                && isOneReadyEverywhere(s));
    sometimes(
        "a request is answered while a pod of another Service has an address that was the"
            + " Service's",
        s -> isConnected(s) && pods.any(s, PodPhase.REPLACED));
  }
}
