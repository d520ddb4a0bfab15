package dev.plimsoll.cluster.nodelifecycle;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.controller.Expectations;
import dev.plimsoll.cluster.controller.ReplicaSets;
import dev.plimsoll.cluster.node.Node;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.PodPhases;
import dev.plimsoll.cluster.scheduler.Scheduler;
import dev.plimsoll.cluster.workload.WorkloadModel;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Nodes that are cut off and come back, and the pods of a ReplicaSet on them: the node lifecycle
/// controller taints what it does not hear of, the taint eviction controller deletes the pods there
/// once they tolerate the taint no longer, and others run elsewhere.
///
/// The scheduler and the kubelets know everything without delay; the controllers do not. Time is
/// order: a grace period, and `tolerationSeconds`, run out at any time while there is reason. A
/// node that is cut off goes on as it is; what its kubelet says is not heard.
public final class NodeLifecycleModel extends WorkloadModel {

  /// Mistakes to seed.
  public enum Bug {
    /// The controllers as they should be.
    NONE,
    /// A controller that starts takes nodes for lost that it has not heard of yet.
    STARTS_UNHEARD,
    /// Pods are evicted even where all nodes are lost.
    EVICTS_ANYHOW,
    /// A node that is back stays tainted.
    TAINTS_STAY,
    /// A node that is lost is not tainted.
    NEVER_TAINTS
  }

  /// How far the model goes.
  ///
  /// @param nodes how many, at least 2, of one zone
  /// @param replicas pods asked for, at least 1
  /// @param losses how often a node is cut off
  /// @param returns how often a node comes back
  /// @param crashes how often the controllers die
  public record Bounds(int nodes, int replicas, int losses, int returns, int crashes) {}

  private final Bounds bounds;
  private final Bug bug;
  private final List<Integer> numbers;
  private final Resource<Node> nodes;
  private final Cells<Boolean> up;
  private final Cells<Boolean> wasLost;

  /// Nodes that are up, without pods.
  ///
  /// @param lag how many changes of a kind may be on the way to a component
  public NodeLifecycleModel(Bounds bounds, int lag, Bug bug) {
    super(lag, bounds.replicas() * (2 + bounds.losses()));
    this.bounds = bounds;
    this.bug = bug;
    numbers = IntStream.range(0, bounds.nodes()).boxed().toList();
    nodes = resource("nodes", Collections.nCopies(bounds.nodes(), Optional.of(Node.READY)));
    up = cells("node is up", bounds.nodes(), true);
    wasLost = cells("node was lost", bounds.nodes(), false);

    declareTaintedScheduler();
    declareControllerManager();
    declareNodes();
    declareClaims();
  }

  private void declareTaintedScheduler() {
    var scheduler = component("scheduler");
    var binder =
        new Scheduler(
            pods,
            pods,
            numbers,
            List.of((s, pod, node) -> nodes.is(s, node, it -> it.ready() && it.isUntainted())),
            List.of());
    step(scheduler, "bind a pod", names, binder::bind);
  }

  /// Controllers of one process, which have their caches in common and die together.
  private void declareControllerManager() {
    var component = component("controller manager");
    var expectations = memory(component, "expectations", Expectations.NONE);
    var known = watch(component, nodes);
    var knownPods = watch(component, pods, ReplicaSets.observing(expectations));
    var replicaSet =
        new ReplicaSets(
            pods,
            knownPods,
            Optional.of(expectations),
            ReplicaSets.Wanted.of(s -> bounds.replicas(), Pod.NEW));
    step(component, "create a pod", replicaSet::create);
    step(
        component, "a toleration runs out", names, (tx, name) -> evict(tx, known, knownPods, name));
    declareNodeLifecycle(component, known);
    mayCrash(component, bounds.crashes());
  }

  private void declareNodeLifecycle(Component component, Informer<Node> known) {
    var heard =
        numbers.stream()
            .map(node -> memory(component, "it has heard of " + node, bug != Bug.STARTS_UNHEARD))
            .toList();
    var controller = new NodeLifecycleController(nodes, known, bug != Bug.EVICTS_ANYHOW);
    step(
        component,
        "hear of a node",
        numbers,
        (tx, node) -> {
          tx.require(up.get(node), true);
          tx.require(heard.get(node), false).set(heard.get(node), true);
        });
    step(
        component("kubelets"),
        "say that a node is ready",
        numbers,
        (tx, node) -> {
          tx.require(up.get(node), true).require(heard.get(node), true); // its lease comes first
          tx.require(nodes.is(tx, node, it -> !it.ready()));
          nodes.patch(tx, node, it -> it.withReady(true));
        });
    step(
        component,
        "a grace period passes",
        numbers,
        (tx, node) -> {
          tx.require(up.get(node), false);
          tx.require(heard.get(node), true).set(heard.get(node), false);
        });
    step(
        component,
        "mark a node",
        numbers,
        (tx, node) -> {
          tx.require(heard.get(node), false);
          controller.mark(tx, node);
        });
    if (bug != Bug.NEVER_TAINTS) {
      step(component, "taint a node", numbers, controller::taint);
    }
    if (bug != Bug.TAINTS_STAY) {
      step(component, "untaint a node", numbers, controller::untaint);
    }
    if (bounds.losses() >= bounds.nodes()) {
      sometimes("the controller knows that all are lost", s -> isAllLost(s, controller));
    }
  }

  private boolean isAllLost(State state, NodeLifecycleController controller) {
    return controller.zone(state) == ZoneState.FULL_DISRUPTION;
  }

  private void evict(Transaction tx, Informer<Node> knownNodes, Informer<Pod> known, int name) {
    var pod = known.get(tx, name);
    tx.require(pod.isPresent() && pod.get().node().isPresent());
    tx.require(
        knownNodes.is(tx, pod.get().node().get(), node -> node.taint() == Node.Taint.NO_EXECUTE));
    tx.require(pods.is(tx, name, it -> !it.meta().deleting()));
    pods.delete(tx, name);
  }

  private void declareNodes() {
    var kubelets = component("kubelets");
    var phases = new PodPhases(pods);
    step(
        kubelets, "run a pod", names, (tx, name) -> onNodeThatIsUp(tx, phases, name).run(tx, name));
    step(
        kubelets,
        "let a pod go",
        names,
        (tx, name) -> onNodeThatIsUp(tx, phases, name).end(tx, name));
    event("a node is cut off", bounds.losses(), tx -> setUp(tx, false));
    event("a node comes back", bounds.returns(), tx -> setUp(tx, true));
  }

  private PodPhases onNodeThatIsUp(Transaction tx, PodPhases phases, int name) {
    tx.require(pods.is(tx, name, pod -> pod.node().filter(at -> tx.get(up.get(at))).isPresent()));
    return phases;
  }

  private void setUp(Transaction tx, boolean isUp) {
    var node = tx.choose(numbers);
    tx.require(up.get(node), !isUp).set(up.get(node), isUp);
    tx.set(wasLost.get(node), true);
  }

  // ---- claims

  private void declareClaims() {
    whenever(
        "a node that was never lost keeps its pods",
        names,
        (s, name) -> pods.is(s, name, pod -> pod.meta().deleting()),
        (s, name) -> pods.is(s, name, pod -> s.get(wasLost.get(pod.node().orElseThrow()))));
    eventuallyAlways(
        "where all nodes are lost nobody is evicted in the end",
        s -> isSomeUp(s) || nodes.list(s).stream().allMatch(Node::isUntainted));
    eventuallyAlways(
        "in the end nodes that are up have no taint",
        s ->
            numbers.stream()
                .allMatch(
                    node ->
                        !s.get(up.get(node))
                            || nodes.is(s, node, it -> it.ready() && it.isUntainted())));
    eventuallyAlways(
        "in the end all pods run on nodes that are up, if there is any",
        s -> !isSomeUp(s) || isDisrupted(s) || running(s) == bounds.replicas());
    sometimes("all pods run", s -> running(s) == bounds.replicas());
    sometimes(
        "a pod runs that came after an evicted one",
        s -> running(s) == bounds.replicas() && pods.list(s).size() > bounds.replicas());
    if (bounds.returns() > 0) {
      sometimes(
          "an evicted pod goes as its node comes back",
          s -> running(s) == pods.list(s).size() && pods.list(s).stream().anyMatch(this::isNew));
    }
  }

  private boolean isNew(Pod pod) {
    return pod.meta().uid() > bounds.replicas();
  }

  private boolean isSomeUp(State state) {
    return up.any(state, each -> each);
  }

  private boolean isDisrupted(State state) {
    var lost = up.count(state, each -> !each);
    return ZoneState.of(lost, bounds.nodes()) == ZoneState.PARTIAL_DISRUPTION;
  }

  private long running(State state) {
    return pods.list(state).stream()
        .filter(pod -> pod.isReady() && state.get(up.get(pod.node().orElseThrow())))
        .count();
  }
}
