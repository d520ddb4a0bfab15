package dev.plimsoll.cluster.workload;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.node.Node;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.PodPhases;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A DaemonSet: a pod on each node, which is replaced node by node when the template changes; nodes
/// join, leave and are tainted, the controller dies, pods fail.
///
/// The scheduler, the kubelets and the pod garbage collector know everything without delay; the
/// controller does not. A pod is ready as soon as it runs.
public final class DaemonSetModel extends ClusterModel {

  private static final int SET = 0;

  /// Mistakes to seed.
  public enum Bug {
    /// The controller as it should be.
    NONE,
    /// It does not wait until its cache shows what it did.
    NO_EXPECTATIONS,
    /// It replaces the pods of all nodes at a time.
    UPDATES_AT_ONCE,
    /// It leaves pods alone that wait for a node that has gone.
    FORGETS_UNBOUND
  }

  /// How far the model goes.
  ///
  /// @param nodes how many there can be, at least 1; the last one joins later
  /// @param updates how often another template is applied, at most 1
  /// @param faults how often the controller dies, a pod fails, or a node leaves or is tainted
  /// @param lost how many of its calls are made though it is told of an error
  public record Bounds(int nodes, int updates, int faults, int lost) {}

  private final Bounds bounds;
  private final Bug bug;
  private final List<Integer> numbers;
  private final List<Integer> names;
  private final Resource<DaemonSet> sets =
      resource("daemonsets", List.of(Optional.of(new DaemonSet(Meta.NEW, 0))));
  private final Resource<Node> nodes;
  private final Resource<Pod> pods;

  /// Whether the controller has seen a pod of the node ready when it decided what to do, since the
  /// node is to have one.
  private final Cells<Boolean> wasReady;

  /// Whether a node has left, or was tainted.
  private final Cell<Boolean> disturbed = cell("a node was disturbed", false);

  private final Cell<Integer> faults;

  /// A DaemonSet without pods.
  ///
  /// @param lag how many changes of a kind may be on the way to the controller
  public DaemonSetModel(Bounds bounds, int lag, Bug bug) {
    super(1, lag);
    this.bounds = bounds;
    this.bug = bug;
    numbers = IntStream.range(0, bounds.nodes()).boxed().toList();
    nodes =
        resource(
            "nodes",
            numbers.stream()
                .map(node -> Optional.of(Node.READY).filter(it -> node == 0 || !isLast(node)))
                .toList());
    pods = resource("pods", bounds.nodes() * DaemonSetController.NAMES_PER_NODE);
    names = IntStream.range(0, pods.names()).boxed().toList();
    wasReady = cells("was seen ready", bounds.nodes(), false);
    faults = cell("faults left", bounds.faults());

    declareController();
    declareNodes();
    declareEvents();
    declareClaims();
  }

  private boolean isLast(int node) {
    return node == bounds.nodes() - 1;
  }

  private void declareController() {
    var component = component("daemonset controller");
    var memory =
        new DaemonSetController.Memory(
            memory(component, "calls under way", DaemonSetController.Calls.NONE),
            memory(component, "pods that are to appear", 0),
            memory(component, "pods that are to go", 0),
            memory(component, "nodes in back-off", List.of()));
    var controller =
        new DaemonSetController(
            pods,
            watch(component, sets),
            watch(component, nodes),
            watch(
                component,
                pods,
                (tx, name, before, after, by) -> memory.changed(tx, before, after)),
            memory,
            bug);
    step(
        component,
        "sync",
        tx -> {
          controller.sync(tx);
          names.stream()
              .filter(name -> controller.knownPods().is(tx, name, Pod::isReady))
              .map(DaemonSetController::node)
              .filter(node -> nodes.exists(tx, node))
              .forEach(node -> tx.set(wasReady.get(node), true));
        });
    step(component, "create a pod", controller::create);
    step(component, "delete a pod", controller::delete);
    step(
        component("clock"),
        "the back-off passes",
        tx -> tx.require(!tx.get(memory.backoff()).isEmpty()).set(memory.backoff(), List.of()));
    mayCrash(component, faults);
    if (bounds.lost() > 0) {
      var lost = cell("answers left to lose", bounds.lost());
      mayLoseAnswer(component, lost, "create a pod", controller::create, controller::giveUp);
      mayLoseAnswer(component, lost, "delete a pod", controller::delete, controller::giveUp);
    }
  }

  private void declareNodes() {
    step(
        component("scheduler"),
        "bind",
        names,
        (tx, name) -> {
          var node = DaemonSetController.node(name);
          tx.require(nodes.is(tx, node, Node::isUntainted));
          tx.require(pods.is(tx, name, pod -> pod.node().isEmpty()));
          pods.patch(tx, name, pod -> pod.boundTo(node));
        });
    var phases = new PodPhases(pods);
    var kubelets = component("kubelets");
    step(
        kubelets,
        "run a pod",
        names,
        (tx, name) -> {
          var node = DaemonSetController.node(name);
          tx.require(nodes.exists(tx, node));
          phases.run(tx, name);
        });
    step(
        kubelets,
        "let a pod go",
        names,
        (tx, name) -> {
          tx.require(nodes.exists(tx, DaemonSetController.node(name)));
          phases.end(tx, name);
        });
    step(
        component("pod garbage collector"),
        "delete a pod whose node has gone",
        names,
        (tx, name) -> {
          tx.require(pods.is(tx, name, pod -> pod.node().isPresent()));
          tx.require(!nodes.exists(tx, DaemonSetController.node(name)));
          pods.patch(tx, name, pod -> pod.ended().with(pod.ended().meta().asDeleting()));
        });
    fault(
        "a pod fails",
        faults,
        tx -> phases.fail(tx, tx.choose(names.stream().filter(it -> isReady(tx, it)).toList())));
  }

  private void declareEvents() {
    event(
        "kubectl apply of another template",
        bounds.updates(),
        tx -> sets.patch(tx, SET, set -> set.of(1)));
    if (bounds.nodes() > 1) {
      event("a node joins", 1, tx -> nodes.create(tx, bounds.nodes() - 1, Node.READY));
    }
    fault(
        "a node leaves",
        faults,
        tx -> {
          var node = tx.choose(numbers);
          tx.require(nodes.exists(tx, node));
          nodes.delete(tx, node);
          tx.set(disturbed, true);
          tx.set(wasReady.get(node), false);
        });
    fault(
        "a node is tainted",
        faults,
        tx -> {
          var node = tx.choose(numbers);
          tx.require(nodes.is(tx, node, Node::isUntainted));
          var taint = tx.choose(List.of(Node.Taint.NO_SCHEDULE, Node.Taint.NO_EXECUTE));
          nodes.patch(tx, node, it -> it.tainted(taint));
          tx.set(disturbed, true);
        });
    event("a taint is taken away", bounds.faults(), this::untaint);
  }

  private void untaint(Transaction tx) {
    var node = tx.choose(numbers);
    tx.require(nodes.is(tx, node, it -> !it.isUntainted()));
    nodes.patch(tx, node, it -> it.tainted(Node.Taint.NONE));
  }

  // ---- claims

  private void declareClaims() {
    if (bounds.lost() == 0) {
      always(
          "there is one pod for a node at a time",
          numbers,
          (s, node) -> namesFor(s, node).size() <= 1);
      whenever(
          "an update takes one node at a time, as long as nothing befalls nodes",
          s -> !s.get(disturbed),
          s ->
              numbers.stream().filter(node -> isUnavailable(s, node)).count()
                  <= DaemonSetController.MAX_UNAVAILABLE + bounds.faults() - s.get(faults));
    } else {
      sometimes(
          "a node has two pods, as it seemed that one could not be created",
          s -> numbers.stream().anyMatch(node -> namesFor(s, node).size() > 1));
    }
    eventuallyAlways(
        "in the end each eligible node has a pod, and no other has",
        s -> numbers.stream().allMatch(node -> isDone(s, node)));

    sometimes("all nodes run a pod", s -> run(s, 0));
    if (bounds.updates() > 0) {
      sometimes("all pods have been updated", s -> run(s, 1));
    }
    if (bounds.faults() > 0) {
      sometimes("an update waits for a pod that cannot be bound", this::isHeldUp);
      sometimes(
          "a tainted node keeps its pod",
          s ->
              names.stream()
                  .anyMatch(
                      name ->
                          isReady(s, name)
                              && nodes.is(
                                  s,
                                  DaemonSetController.node(name),
                                  node -> node.taint() == Node.Taint.NO_SCHEDULE)));
      sometimes(
          "a pod fails",
          s -> pods.list(s).stream().anyMatch(pod -> pod.phase() == Pod.Phase.FAILED));
    }
  }

  private boolean isReady(State state, int name) {
    return pods.is(state, name, Pod::isReady);
  }

  /// The names of the pods that there are for a node.
  private List<Integer> namesFor(State state, int node) {
    return names.stream()
        .filter(name -> DaemonSetController.node(name) == node && pods.exists(state, name))
        .toList();
  }

  private boolean isUnavailable(State state, int node) {
    return state.get(wasReady.get(node))
        && namesFor(state, node).stream().noneMatch(name -> isReady(state, name));
  }

  private boolean run(State state, int template) {
    return nodes.list(state).size() == bounds.nodes()
        && names.stream()
                .filter(name -> isReady(state, name))
                .filter(name -> pods.is(state, name, pod -> pod.image() == template))
                .count()
            == bounds.nodes();
  }

  private boolean isDone(State state, int node) {
    var mine = namesFor(state, node);
    var object = nodes.get(state, node);
    if (object.isEmpty() || object.get().taint() == Node.Taint.NO_EXECUTE) {
      return mine.isEmpty();
    }
    var template = sets.get(state, SET).orElseThrow().template();
    return !object.get().isUntainted()
        || (mine.size() == 1
            && isReady(state, mine.getFirst())
            && (isHeldUp(state) || pods.is(state, mine.getFirst(), it -> it.image() == template)));
  }

  /// Whether a pod waits for a node to which nothing may come, and counts as unavailable there.
  private boolean isHeldUp(State state) {
    return names.stream()
        .filter(name -> pods.is(state, name, pod -> pod.node().isEmpty()))
        .anyMatch(
            name ->
                nodes.is(
                    state,
                    DaemonSetController.node(name),
                    node -> node.taint() == Node.Taint.NO_SCHEDULE));
  }
}
