package dev.plimsoll.network.proxy.traffic;

import dev.plimsoll.checker.State;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.proxy.ProxiedNode;

/// A client outside uses a Service through a cloud's load balancer, which probes the nodes, while
/// pods roll over, nodes are taken away, and kube-proxies lag, get stuck and die.
///
/// Of disturbances there is a budget. What takes time is taken to be in proportion
/// ([BalancedNodes]).
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

  /// @param policy the Service's `externalTrafficPolicy`
  public ExternalTrafficModel(Bounds bounds, TrafficPolicy policy, BalancerBug bug) {
    super(bounds, new CloudBalancer(policy, bug));

    claimOfAll();
    switch (policy) {
      case CLUSTER -> claimOfCluster();
      case LOCAL -> claimOfLocal();
    }
  }

  @Override
  Experience answered(ProxiedNode node, int pod, Outcome way) {
    if (policy == TrafficPolicy.LOCAL && !served.nodeOf(pod).equals(node)) {
      return Experience.FORWARDED;
    }
    return policy == TrafficPolicy.LOCAL && !balancer.showsClient(way)
        ? Experience.HIDDEN
        : Experience.ANSWERED;
  }

  @Override
  boolean isExcused(State state, ProxiedNode node, Outcome way) {
    return !passes(state, node);
  }

  private void claimOfAll() {
    never(
        "a node that passes its health check answers where a pod is ready that all proxies know",
        Experience.UNANSWERED);
    never("no request is lost to a node that was taken away", Experience.LOST);
    sometimes(
        "a node that gets no new connections keeps one",
        s -> isConnected(s) && !isSentTo(s, node(s)));
    sometimes(
        "a request is answered by another node once one was taken away",
        s -> isConnected(s) && nodes.any(s, NodePhase.DELETED));
    eventuallyAlways(
        "in the end new connections go to all nodes that answer and to no others",
        s -> served.nodes().stream().allMatch(node -> isRight(s, node)));
  }

  private void claimOfCluster() {
    sometimes(
        "a packet is sent on to another node",
        s -> isConnected(s) && !served.nodeOf(pod(s)).equals(node(s)));
  }

  private void claimOfLocal() {
    never("with Local no packet is sent on to another node", Experience.FORWARDED);
    never("with Local the pod sees the client's address", Experience.HIDDEN);
    sometimes(
        "a node that fails its health check answers, as its pods terminate",
        s -> isConnected(s) && !passes(s, node(s)));
  }

  private boolean isRight(State state, ProxiedNode node) {
    var standing = target(state, node);
    return standing.isHealthy() == shouldPass(state, node)
        && standing.isRemoved() != exists(state, node);
  }
}
