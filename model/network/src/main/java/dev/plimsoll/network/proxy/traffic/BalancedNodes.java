package dev.plimsoll.network.proxy.traffic;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.proxy.ProxiedNode;

/// Nodes are taken away, kube-proxies lag, get stuck and die, and a load balancer probes the nodes:
/// what [ExternalTrafficModel] has around the pods and the client.
///
/// What takes time is taken to be in proportion: a pod that terminates goes on, and a node that is
/// to be deleted stays, until the load balancer has probed often enough to know what a correct
/// health check tells of it; a node also until the connections by it are over.
abstract class BalancedNodes extends TrafficModel {

  final CloudBalancer balancer;
  final Cells<NodePhase> nodes;
  private final Cells<Target> targets;
  private final ExternalTrafficModel.Bounds bounds;
  private final BalancerBug bug;
  private final Cell<Integer> disturbances;
  private final Cells<ProxyPhase> proxies;
  private final Cells<Boolean> draining;

  BalancedNodes(ExternalTrafficModel.Bounds bounds, CloudBalancer balancer) {
    super(balancer.pods(ProxiedNode.first(bounds.nodes())), bounds.pods(), balancer.policy());
    this.bounds = bounds;
    this.balancer = balancer;
    bug = balancer.bug();
    disturbances = cell("disturbances", 0);
    nodes = cells("node", bounds.nodes(), NodePhase.READY);
    proxies = cells("proxy", bounds.nodes(), ProxyPhase.WORKING);
    draining = cells("draining", bounds.nodes(), false);
    targets = cells("target", bounds.nodes(), Target.UNHEALTHY);

    declareProxies();
    declareNodes();
    declareBalancer();
    assumeFairness();
  }

  /// Whether no node sends new connections to a pod that is being deleted, as long as others are
  /// ready: its proxy knows, or the load balancer that it is not to be sent to.
  @Override
  final boolean mayStop(State state, int pod) {
    return state.get(slice).get(pod) == PodPhase.TERMINATING
        && served.nodes().stream()
            .filter(node -> exists(state, node))
            .allMatch(
                node ->
                    isSettled(state, node)
                        && (known(state, node).get(pod) == PodPhase.TERMINATING
                            || !shouldPass(state, node)));
  }

  @Override
  final boolean exists(State state, ProxiedNode node) {
    return phase(state, node) != NodePhase.DELETED;
  }

  @Override
  final boolean isSentTo(State state, ProxiedNode node) {
    return target(state, node).isHealthy();
  }

  @Override
  final Packet opening(ProxiedNode node) {
    return balancer.opening();
  }

  private void declareProxies() {
    rule(
        "a proxy syncs",
        served.nodes(),
        (tx, node) -> {
          var phase = tx.get(proxy(node));
          tx.require(phase == ProxyPhase.WORKING || phase == ProxyPhase.STARTED);
          tx.require(isPending(tx, node) || phase == ProxyPhase.STARTED);
          sync(tx, node);
        });
    disturb("a proxy gets stuck", ProxyPhase.STUCK);
    rule(
        "a change has waited for too long",
        served.nodes(),
        (tx, node) ->
            tx.require(tx.get(proxy(node)) == ProxyPhase.STUCK)
                .require(isPending(tx, node))
                .set(proxy(node), ProxyPhase.LATE));
    rule(
        "a stuck proxy comes round",
        served.nodes(),
        (tx, node) -> {
          var phase = tx.get(proxy(node));
          tx.require(phase == ProxyPhase.STUCK || phase == ProxyPhase.LATE);
          sync(tx, node);
        });
    disturb("a proxy dies", ProxyPhase.DEAD);
    rule(
        "a proxy is started again",
        served.nodes(),
        (tx, node) ->
            tx.require(tx.get(proxy(node)) == ProxyPhase.DEAD)
                .set(proxy(node), ProxyPhase.STARTED));
  }

  private Cell<ProxyPhase> proxy(ProxiedNode node) {
    return proxies.get(node.number());
  }

  private void disturb(String name, ProxyPhase to) {
    rule(
        name,
        served.nodes(),
        (tx, node) -> {
          tx.require(tx.get(proxy(node)) == ProxyPhase.WORKING && exists(tx, node));
          spend(tx);
          tx.set(proxy(node), to);
        });
  }

  private void spend(Transaction tx) {
    var so = tx.get(disturbances);
    tx.require(so < bounds.disturbances()).set(disturbances, so + 1);
  }

  private boolean isPending(State state, ProxiedNode node) {
    return exists(state, node) && !known(state, node).equals(state.get(slice));
  }

  private void sync(Transaction tx, ProxiedNode node) {
    tx.set(proxy(node), ProxyPhase.WORKING).set(rules.get(node.number()), tx.get(slice));
  }

  private void declareNodes() {
    rule(
        "a node is not ready",
        served.nodes(),
        (tx, node) -> {
          spend(tx);
          become(tx, node, NodePhase.READY, NodePhase.NOT_READY);
        });
    rule(
        "a node is ready again",
        served.nodes(),
        (tx, node) -> become(tx, node, NodePhase.NOT_READY, NodePhase.READY));
    rule(
        "a node is to be deleted",
        served.nodes(),
        (tx, node) -> {
          spend(tx);
          become(tx, node, NodePhase.READY, NodePhase.TO_BE_DELETED);
        });
    rule(
        "the proxy of a node hears that it is to be deleted",
        served.nodes(),
        (tx, node) ->
            tx.require(phase(tx, node) == NodePhase.TO_BE_DELETED && !isDraining(tx, node))
                .require(tx.get(proxy(node)) != ProxyPhase.DEAD)
                .set(draining.get(node.number()), true));
    rule(
        "a node is deleted",
        served.nodes(),
        (tx, node) -> {
          tx.require(podsOn(node).noneMatch(pod -> tx.get(pods.get(pod)).serves()));
          tx.require(!shouldPass(tx, node) && isSettled(tx, node));
          tx.require(!isUsed(tx, node));
          become(tx, node, NodePhase.TO_BE_DELETED, NodePhase.DELETED);
        });
  }

  private NodePhase phase(State state, ProxiedNode node) {
    return state.get(nodes.get(node.number()));
  }

  private void become(Transaction tx, ProxiedNode node, NodePhase from, NodePhase to) {
    tx.require(phase(tx, node) == from).set(nodes.get(node.number()), to);
  }

  private boolean isDraining(State state, ProxiedNode node) {
    return state.get(draining.get(node.number()));
  }

  private void declareBalancer() {
    rule(
        "the load balancer probes a node",
        served.nodes(),
        (tx, node) -> {
          var before = target(tx, node);
          tx.require(!before.isRemoved());
          var after = before.probed(passes(tx, node), bounds.threshold());
          tx.require(!after.equals(before)).set(targets.get(node.number()), after);
          if (bug == BalancerBug.CUTS_UNHEALTHY && before.isHealthy() && !after.isHealthy()) {
            cut(tx, node);
          }
        });
    rule(
        "the service controller takes a node out",
        served.nodes(),
        (tx, node) -> {
          tx.require(isOut(phase(tx, node)));
          tx.require(!target(tx, node).isRemoved()).set(targets.get(node.number()), Target.REMOVED);
          cut(tx, node);
        });
  }

  final Target target(State state, ProxiedNode node) {
    return state.get(targets.get(node.number()));
  }

  private boolean isOut(NodePhase node) {
    return switch (node) {
      case READY, TO_BE_DELETED -> false;
      case NOT_READY -> bug == BalancerBug.ELIGIBLE_NODES_BY_READINESS;
      case DELETED -> true;
    };
  }

  /// The load balancer cuts the connections by a node.
  private void cut(Transaction tx, ProxiedNode node) {
    if (isConnected(tx) && isUsed(tx, node)) {
      fail(tx, Experience.BROKEN);
    }
  }

  /// Whether a node passes its health check.
  final boolean passes(State state, ProxiedNode node) {
    return passes(state, node, bug);
  }

  /// Whether it would if that were correct.
  final boolean shouldPass(State state, ProxiedNode node) {
    return passes(state, node, BalancerBug.NONE);
  }

  private boolean passes(State state, ProxiedNode node, BalancerBug with) {
    return exists(state, node)
        && new HealthCheck(policy, with)
            .passes(
                state.get(proxy(node)),
                () -> isDraining(state, node),
                () -> podsOn(node).mapToObj(known(state, node)::get));
  }

  /// Whether more probes would not change what the load balancer thinks of a node.
  private boolean isSettled(State state, ProxiedNode node) {
    var target = target(state, node);
    return target.isRemoved() || target.isHealthy() == passes(state, node);
  }

  private void assumeFairness() {
    weaklyFair(FOLLOWS);
    weaklyFairEach("a proxy syncs");
    weaklyFairEach("a stuck proxy comes round");
    weaklyFairEach("a proxy is started again");
    weaklyFairEach("the proxy of a node hears that it is to be deleted");
    weaklyFairEach("the load balancer probes a node");
    weaklyFairEach("the service controller takes a node out");
  }
}
