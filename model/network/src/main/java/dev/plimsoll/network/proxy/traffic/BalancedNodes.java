package dev.plimsoll.network.proxy.traffic;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.kubernetes.TrafficPolicy;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Pods roll over, nodes are taken away, kube-proxies lag, get stuck and die, and a load balancer
/// probes the nodes: what [ExternalTrafficModel] has but for the client.
///
/// What takes time is taken to be in proportion: a pod that terminates goes on, and a node that is
/// to be deleted stays, until the load balancer has probed often enough to know what a correct
/// health check tells of it; a node also until the connections by it are over.
abstract class BalancedNodes extends Model {

  final TrafficPolicy policy;
  final BalancerBug bug;
  final BalancedPods balanced;
  final Cells<NodePhase> nodes;
  final Cells<PodPhase> pods;
  final Cell<List<PodPhase>> slice;
  final Cells<List<PodPhase>> rules;
  final Cells<Target> targets;
  private final ExternalTrafficModel.Bounds bounds;
  private final Cell<Integer> disturbances;
  private final Cells<ProxyPhase> proxies;
  private final Cells<Boolean> draining;

  BalancedNodes(ExternalTrafficModel.Bounds bounds, TrafficPolicy policy, BalancerBug bug) {
    this.bounds = bounds;
    this.policy = policy;
    this.bug = bug;
    balanced = BalancedPods.on(bounds.nodes(), policy, bug);
    var starting = Collections.nCopies(bounds.pods(), PodPhase.STARTING);
    disturbances = cell("disturbances", 0);
    nodes = cells("node", bounds.nodes(), NodePhase.READY);
    pods = cells("pod", bounds.pods(), PodPhase.STARTING);
    slice = cell("slice", starting);
    proxies = cells("proxy", bounds.nodes(), ProxyPhase.WORKING);
    draining = cells("draining", bounds.nodes(), false);
    rules = cells("rules", bounds.nodes(), starting);
    targets = cells("target", bounds.nodes(), Target.UNHEALTHY);

    declarePods();
    declareProxies();
    declareNodes();
    declareBalancer();
    assumeFairness();
  }

  /// A pod has stopped.
  abstract void stopped(Transaction tx, int pod);

  /// Whether a connection goes by a node.
  abstract boolean isUsed(State state, int node);

  /// The load balancer cuts the connections by a node.
  abstract void cut(Transaction tx, int node);

  private void declarePods() {
    rule(
        "a pod gets ready",
        pods,
        (tx, pod) -> {
          tx.require(tx.get(pod) == PodPhase.STARTING);
          tx.require(tx.get(nodeOf(pod.index())) != NodePhase.DELETED);
          tx.set(pod, PodPhase.READY);
        });
    rule(
        "a pod is deleted",
        pods,
        (tx, pod) -> tx.require(tx.get(pod) == PodPhase.READY).set(pod, PodPhase.TERMINATING));
    rule(
        "a pod stops",
        pods,
        (tx, pod) -> {
          tx.require(tx.get(pod) == PodPhase.TERMINATING);
          tx.require(isNoticed(tx, pod.index()));
          tx.set(pod, PodPhase.GONE);
          stopped(tx, pod.index());
        });
    rule(
        "the slice follows",
        tx -> {
          var now = pods.values(tx);
          tx.require(!tx.get(slice).equals(now)).set(slice, now);
        });
  }

  private Cell<NodePhase> nodeOf(int pod) {
    return nodes.get(balanced.pods().nodeOf(pod));
  }

  /// Whether no node sends new connections to a pod that is being deleted, as long as others are
  /// ready: its proxy knows, or the load balancer that it is not to be sent to.
  private boolean isNoticed(State state, int pod) {
    return state.get(slice).get(pod) == PodPhase.TERMINATING
        && nodes.stream()
            .filter(node -> state.get(node) != NodePhase.DELETED)
            .mapToInt(Cell::index)
            .allMatch(
                node ->
                    isSettled(state, node)
                        && (state.get(rules.get(node)).get(pod) == PodPhase.TERMINATING
                            || !shouldPass(state, node)));
  }

  private void declareProxies() {
    rule(
        "a proxy syncs",
        proxies,
        (tx, proxy) -> {
          var phase = tx.get(proxy);
          tx.require(phase == ProxyPhase.WORKING || phase == ProxyPhase.STARTED);
          tx.require(isPending(tx, proxy.index()) || phase == ProxyPhase.STARTED);
          sync(tx, proxy);
        });
    disturb("a proxy gets stuck", ProxyPhase.WORKING, ProxyPhase.STUCK);
    rule(
        "a change has waited for too long",
        proxies,
        (tx, proxy) ->
            tx.require(tx.get(proxy) == ProxyPhase.STUCK)
                .require(isPending(tx, proxy.index()))
                .set(proxy, ProxyPhase.LATE));
    rule(
        "a stuck proxy comes round",
        proxies,
        (tx, proxy) -> {
          var phase = tx.get(proxy);
          tx.require(phase == ProxyPhase.STUCK || phase == ProxyPhase.LATE);
          sync(tx, proxy);
        });
    disturb("a proxy dies", ProxyPhase.WORKING, ProxyPhase.DEAD);
    rule(
        "a proxy is started again",
        proxies,
        (tx, proxy) -> tx.require(tx.get(proxy) == ProxyPhase.DEAD).set(proxy, ProxyPhase.STARTED));
  }

  private void disturb(String name, ProxyPhase from, ProxyPhase to) {
    rule(
        name,
        proxies,
        (tx, proxy) -> {
          tx.require(tx.get(proxy) == from && tx.get(nodes.at(proxy)) != NodePhase.DELETED);
          spend(tx);
          tx.set(proxy, to);
        });
  }

  private void spend(Transaction tx) {
    var so = tx.get(disturbances);
    tx.require(so < bounds.disturbances()).set(disturbances, so + 1);
  }

  private boolean isPending(State state, int node) {
    return state.get(nodes.get(node)) != NodePhase.DELETED
        && !state.get(rules.get(node)).equals(state.get(slice));
  }

  private void sync(Transaction tx, Cell<ProxyPhase> proxy) {
    tx.set(proxy, ProxyPhase.WORKING).set(rules.at(proxy), tx.get(slice));
  }

  private void declareNodes() {
    rule(
        "a node is not ready",
        nodes,
        (tx, node) -> {
          tx.require(tx.get(node) == NodePhase.READY);
          spend(tx);
          tx.set(node, NodePhase.NOT_READY);
        });
    rule(
        "a node is ready again",
        nodes,
        (tx, node) -> tx.require(tx.get(node) == NodePhase.NOT_READY).set(node, NodePhase.READY));
    rule(
        "a node is to be deleted",
        nodes,
        (tx, node) -> {
          tx.require(tx.get(node) == NodePhase.READY);
          spend(tx);
          tx.set(node, NodePhase.TO_BE_DELETED);
        });
    rule(
        "its proxy hears of it",
        nodes,
        (tx, node) ->
            tx.require(tx.get(node) == NodePhase.TO_BE_DELETED && !tx.get(draining.at(node)))
                .require(tx.get(proxies.at(node)) != ProxyPhase.DEAD)
                .set(draining.at(node), true));
    rule(
        "the node is deleted",
        nodes,
        (tx, node) -> {
          tx.require(tx.get(node) == NodePhase.TO_BE_DELETED);
          tx.require(podsOn(node.index()).noneMatch(pod -> tx.get(pods.get(pod)).serves()));
          tx.require(!shouldPass(tx, node.index()) && isSettled(tx, node.index()));
          tx.require(!isUsed(tx, node.index()));
          tx.set(node, NodePhase.DELETED);
        });
  }

  private IntStream podsOn(int node) {
    return IntStream.range(0, pods.size()).filter(pod -> balanced.pods().nodeOf(pod) == node);
  }

  private void declareBalancer() {
    rule(
        "the load balancer probes a node",
        targets,
        (tx, target) -> {
          var before = tx.get(target);
          tx.require(!before.isRemoved());
          var after = before.probed(passes(tx, target.index()), bounds.threshold());
          tx.require(!after.equals(before)).set(target, after);
          if (bug == BalancerBug.CUTS_UNHEALTHY && before.isHealthy() && !after.isHealthy()) {
            cut(tx, target.index());
          }
        });
    rule(
        "the service controller takes a node out",
        targets,
        (tx, target) -> {
          var node = tx.get(nodes.at(target));
          tx.require(isOut(node));
          tx.require(!tx.get(target).isRemoved()).set(target, Target.REMOVED);
          cut(tx, target.index());
        });
  }

  private boolean isOut(NodePhase node) {
    return switch (node) {
      case READY, TO_BE_DELETED -> false;
      case NOT_READY -> bug == BalancerBug.ELIGIBLE_NODES_BY_READINESS;
      case DELETED -> true;
    };
  }

  /// Whether a node passes its health check.
  final boolean passes(State state, int node) {
    return passes(state, node, bug);
  }

  /// Whether it would if that were correct.
  final boolean shouldPass(State state, int node) {
    return passes(state, node, BalancerBug.NONE);
  }

  private boolean passes(State state, int node, BalancerBug with) {
    return state.get(nodes.get(node)) != NodePhase.DELETED
        && new HealthCheck(policy, with)
            .passes(
                state.get(proxies.get(node)),
                () -> state.get(draining.get(node)),
                () -> known(state, node));
  }

  private Stream<PodPhase> known(State state, int node) {
    return podsOn(node).mapToObj(state.get(rules.get(node))::get);
  }

  /// Whether more probes would not change what the load balancer thinks of a node.
  private boolean isSettled(State state, int node) {
    var target = state.get(targets.get(node));
    return target.isRemoved() || target.isHealthy() == passes(state, node);
  }

  private void assumeFairness() {
    weaklyFair("the slice follows");
    weaklyFairEach("a proxy syncs");
    weaklyFairEach("a stuck proxy comes round");
    weaklyFairEach("a proxy is started again");
    weaklyFairEach("its proxy hears of it");
    weaklyFairEach("the load balancer probes a node");
    weaklyFairEach("the service controller takes a node out");
  }
}
