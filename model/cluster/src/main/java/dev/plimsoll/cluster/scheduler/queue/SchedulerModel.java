package dev.plimsoll.cluster.scheduler.queue;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Node;
import dev.plimsoll.cluster.scheduler.queue.SchedulingQueue.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A scheduler that binds pods of different sizes and priorities, which users create and delete, to
/// nodes, of which the last one joins later.
///
/// Pods differ in size and priority only, scores are left out: any node on which a pod fits will
/// do. Time is order: a back-off ends at any time. The kubelets know everything without delay.
public final class SchedulerModel extends ClusterModel {

  /// Mistakes to seed.
  public enum Bug {
    /// The scheduler as it should be.
    NONE,
    /// It does not count pods that it is about to bind.
    DOES_NOT_ASSUME,
    /// It goes on counting a pod whose binding has failed.
    KEEPS_FAILED,
    /// It forgets an event that comes while a pod is being scheduled.
    LOSES_EVENTS,
    /// It never tries a pod again that is backing off.
    NEVER_ENDS_BACKOFF,
    /// It preempts pods of the same priority.
    PREEMPTS_EQUALS,
    /// It gives room away that is kept for a nominated pod.
    IGNORES_NOMINATIONS,
    /// It preempts although a node is free.
    PREEMPTS_THOUGH_FREE,
    /// A binding replaces another.
    BINDS_ANYHOW,
    /// That a nomination has ended is no event, as up to v1.32 (kubernetes/kubernetes#129058).
    MISSES_NOMINATIONS
  }

  /// How far the model goes.
  ///
  /// @param nodes how many there will be
  /// @param capacity of each, at least 2
  /// @param pods at most as many as there are {@link #PODS}
  /// @param deletions how many of these users delete
  /// @param flushes how often pods are tried again that have waited for long
  /// @param lost how often the answer to a binding that was made does not come
  /// @param faults how often a binding fails or the scheduler dies
  public record Bounds(
      int nodes, int capacity, int pods, int deletions, int flushes, int lost, int faults) {}

  private static final List<PriorityPod> PODS =
      List.of(
          new PriorityPod(0, 1),
          new PriorityPod(1, 2),
          new PriorityPod(1, 1),
          new PriorityPod(0, 1),
          new PriorityPod(2, 2));

  private final Bounds bounds;
  private final Bug bug;
  private final List<Integer> names;
  private final List<Integer> nodeNames;
  private final Resource<PriorityPod> pods;
  private final Resource<Node> nodes;
  private final Cell<Integer> created = cell("pods created", 0);

  private final QueueingScheduler scheduler;
  private final SchedulingQueue queue;
  private final Cell<Optional<Attempt>> attempt;
  private final List<Cell<Optional<Integer>>> assumed;
  private final List<Cell<Optional<Integer>>> nominated;
  private final Cell<Boolean> tookRoom;
  private final NodeRoom room;

  /// No pods, and all nodes but one.
  ///
  /// @param lag how many changes of a kind may be on the way to the scheduler
  public SchedulerModel(Bounds bounds, int lag, Bug bug) {
    super(1, lag);
    this.bounds = bounds;
    this.bug = bug;
    names = IntStream.range(0, bounds.pods()).boxed().toList();
    nodeNames = IntStream.range(0, bounds.nodes()).boxed().toList();
    pods = resource("pods", bounds.pods());
    nodes =
        resource(
            "nodes",
            nodeNames.stream()
                .map(node -> Optional.of(Node.READY).filter(it -> node < bounds.nodes() - 1))
                .toList());

    var component = component("scheduler");
    queue =
        new SchedulingQueue(
            names.stream()
                .map(name -> memory(component, "place of pod " + name, Place.NOWHERE))
                .toList(),
            memory(component, "an event came", false),
            bug != Bug.LOSES_EVENTS);
    attempt = memory(component, "attempt", Optional.empty());
    assumed = ofEachPod(component, "node assumed for pod ");
    nominated = ofEachPod(component, "node nominated for pod ");
    tookRoom = memory(component, "it took room that was kept for another", false);
    var events = new SchedulerEvents(queue, assumed, nominated, bug);
    Informer<PriorityPod> known = watch(component, pods, events::seePod);
    Informer<Node> knownNodes =
        watch(component, nodes, (tx, node, before, after, by) -> queue.moveAll(tx));
    room = new NodeRoom(PODS, known, knownNodes, bounds.capacity(), assumed, nominated, bug);
    scheduler = new QueueingScheduler(pods, room, queue, events, attempt, tookRoom, bug);
    declareScheduler(component);
    declareOthers();
    declareClaims();
  }

  private List<Cell<Optional<Integer>>> ofEachPod(Component component, String name) {
    return names.stream()
        .map(pod -> memory(component, name + pod, Optional.<Integer>empty()))
        .toList();
  }

  private void declareScheduler(Component component) {
    step(component, "schedule a pod", scheduler::schedule);
    step(component, "bind a pod", names, scheduler::bind);
    step(component, "delete a victim", scheduler::deleteVictim);
    if (bounds.pods() > 4) {
      step(component, "take back a nomination", scheduler::displace);
    }
    step(component, "put a pod back", scheduler::putBack);
    if (bug != Bug.NEVER_ENDS_BACKOFF) {
      step(component, "a back-off ends", names, queue::endBackoff);
    }
    if (bounds.flushes() > 0) {
      event("pods have waited for long", bounds.flushes(), queue::moveAll);
    }
    if (bounds.lost() > 0) {
      event("an answer is lost", bounds.lost(), tx -> scheduler.loseAnswer(tx, tx.choose(names)));
    }
    if (bounds.faults() > 0) {
      var faults = cell("faults left", bounds.faults());
      fault("a binding fails", faults, tx -> scheduler.failToBind(tx, tx.choose(names)));
      mayCrash(component, faults);
    }
  }

  private void declareOthers() {
    step(
        component("kubelets"),
        "let a pod go",
        names,
        (tx, name) -> {
          tx.require(pods.is(tx, name, pod -> pod.meta().deleting()));
          pods.patch(tx, name, PriorityPod::ended);
        });
    rule(
        "a pod is created",
        tx -> {
          int name = tx.get(created);
          tx.require(name < bounds.pods());
          pods.create(tx, name, PODS.get(name));
          tx.set(created, name + 1);
        });
    if (bounds.deletions() > 0) {
      event(
          "a pod is deleted",
          bounds.deletions(),
          tx -> pods.delete(tx, tx.choose(pods.names(tx, pod -> !pod.meta().deleting()))));
    }
    event("a node joins", 1, tx -> nodes.create(tx, bounds.nodes() - 1, Node.READY));
  }

  // ---- claims

  private void declareClaims() {
    always(
        "the pods on a node fit", nodeNames, (s, node) -> taken(s, node, 0) <= bounds.capacity());
    stable("a pod is bound once", places(), (s, place) -> isBoundTo(s, place));
    always(
        "only pods of less priority are preempted",
        s -> s.get(attempt).isEmpty() || s.get(attempt).get().reasons().isLower());
    always(
        "pods are preempted only where nothing less helps",
        s -> s.get(attempt).isEmpty() || s.get(attempt).get().reasons().isNeeded());
    never("a pod takes room that is kept for another", s -> s.get(tookRoom));
    always(
        "no pod that fits waits for an event",
        names,
        (s, name) ->
            !queue.isAt(s, name, Place.UNSCHEDULABLE)
                || nodeNames.stream().noneMatch(node -> room.fits(s, name, node)));
    eventuallyAlways(
        "in the end no pod waits that fits beside those that matter as much",
        s -> names.stream().noneMatch(name -> isKeptWaiting(s, name)));

    var sizes = names.stream().mapToInt(name -> PODS.get(name).size()).sum();
    if (sizes <= bounds.nodes() * bounds.capacity()) {
      sometimes("all pods are bound", s -> pods.names(s, pod -> !pod.isPending()).equals(names));
    }
    sometimes(
        "a pod is bound to the node that it was nominated for",
        s -> pods.list(s).stream().anyMatch(SchedulerModel::isWhereNominated));
    sometimes(
        "two pods are being bound",
        s ->
            names.stream()
                    .filter(name -> queue.isAt(s, name, Place.IN_FLIGHT))
                    .filter(name -> s.get(assumed.get(name)).isPresent())
                    .count()
                > 1);
    sometimes(
        "an event comes while a pod is being scheduled",
        s -> s.get(attempt).isPresent() && s.get(queue.event()));
  }

  private List<List<Integer>> places() {
    return names.stream()
        .flatMap(name -> nodeNames.stream().map(node -> List.of(name, node)))
        .toList();
  }

  /// Whether a pod is bound to a node, or has gone, if it was.
  private boolean isBoundTo(State state, List<Integer> place) {
    int name = place.getFirst();
    return pods.get(state, name)
        .map(pod -> pod.isOn(place.getLast()))
        .orElse(name < state.get(created));
  }

  private static boolean isWhereNominated(PriorityPod pod) {
    return !pod.isPending() && pod.node().equals(pod.nominated());
  }

  /// Whether a pod would fit on a node if pods of less priority went.
  private boolean isKeptWaiting(State state, int name) {
    var pod = pods.get(state, name).filter(PriorityPod::isPending);
    return pod.isPresent()
        && nodeNames.stream()
            .filter(node -> nodes.exists(state, node))
            .anyMatch(
                node ->
                    taken(state, node, pod.get().priority()) + pod.get().size()
                        <= bounds.capacity());
  }

  /// What pods of some priority, or of more, take of a node.
  private int taken(State state, int node, int priority) {
    return pods.list(state).stream()
        .filter(pod -> pod.isOn(node) && pod.priority() >= priority)
        .mapToInt(PriorityPod::size)
        .sum();
  }
}
