package dev.plimsoll.cluster.scheduler.queue;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.disruption.PodDisruptionBudget;
import dev.plimsoll.cluster.node.Node;
import dev.plimsoll.cluster.node.Pod.Phase;
import dev.plimsoll.cluster.scheduler.queue.Attempt.Reasons;
import dev.plimsoll.cluster.scheduler.queue.PriorityPod.Request;
import dev.plimsoll.cluster.scheduler.queue.SchedulingQueue.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Schedulers that bind pods of different sizes and priorities, which users create and delete, to
/// nodes, of which the last one joins later.
///
/// A second scheduler uses the same nodes, for the pods that name it. Each knows only by its watch
/// what the other has bound, and not at all what it has assumed or nominated; so they bind more
/// pods to a node than fit, and its kubelet refuses some.
///
/// Pods differ in size and priority only, scores are left out: any node on which a pod fits will
/// do. Time is order: a back-off ends at any time. The kubelets know everything without delay.
public final class SchedulerModel extends ClusterModel {

  private static final List<String> NAMES = List.of("scheduler", "second scheduler");

  private final Bounds bounds;
  private final Bug bug;
  private final List<Request> requests;
  private final List<Integer> names;
  private final List<Integer> nodeNames;
  private final Resource<PriorityPod> pods;
  private final Resource<Node> nodes;
  private final Optional<Resource<PodDisruptionBudget>> budgets;
  private final Cell<Integer> created = cell("pods created", 0);
  private final List<QueueingScheduler> schedulers;

  /// No pods, and all nodes but one.
  ///
  /// @param lag how many changes of a kind may be on the way to a scheduler
  public SchedulerModel(Bounds bounds, int lag, Bug bug) {
    super(1, lag);
    this.bounds = bounds;
    this.bug = bug;
    requests = bounds.requests();
    names = IntStream.range(0, bounds.pods()).boxed().toList();
    nodeNames = IntStream.range(0, bounds.nodes()).boxed().toList();
    pods = resource("pods", bounds.pods());
    nodes =
        resource(
            "nodes",
            nodeNames.stream()
                .map(node -> Optional.of(Node.READY).filter(it -> node < bounds.nodes() - 1))
                .toList());
    budgets =
        bounds.budget() == 0
            ? Optional.empty()
            : Optional.of(
                resource(
                    "budgets",
                    List.of(Optional.of(PodDisruptionBudget.minAvailable(bounds.budget())))));
    var faults = bounds.faults() == 0 ? null : cell("faults left", bounds.faults());
    schedulers =
        IntStream.range(0, bounds.schedulers())
            .mapToObj(number -> declareScheduler(number, faults))
            .toList();
    declareOthers();
    declareClaims();
  }

  private QueueingScheduler declareScheduler(int number, @Nullable Cell<Integer> faults) {
    var component = component(NAMES.get(number));
    var own =
        names.stream()
            .filter(name -> bug == Bug.TAKES_ALL || requests.get(name).scheduler() == number)
            .toList();
    var queue =
        new SchedulingQueue(
            names.stream()
                .map(name -> memory(component, "place of pod " + name, Place.NOWHERE))
                .toList(),
            memory(component, "an event came", false),
            bug != Bug.LOSES_EVENTS);
    var attempt = memory(component, "attempt", Optional.<Attempt>empty());
    var assumed = ofEachPod(component, "node assumed for pod ");
    var nominated = ofEachPod(component, "node nominated for pod ");
    var tookRoom = memory(component, "it took room that was kept for another", false);
    var events = new SchedulerEvents(queue, own, assumed, nominated, bug);
    Informer<PriorityPod> known =
        watch(component, pods, pod -> pod.isActive() || bug == Bug.COUNTS_FAILED, events::seePod);
    Informer<Node> knownNodes =
        watch(component, nodes, (tx, node, before, after, by) -> queue.moveAll(tx));
    var room =
        new NodeRoom(requests, known, knownNodes, bounds.capacity(), assumed, nominated, bug);
    var selection = new VictimSelection(room, budgets.map(it -> watch(component, it)), bug);
    var scheduler =
        new QueueingScheduler(
            pods,
            own,
            room,
            queue,
            events,
            attempt,
            tookRoom,
            new Preemption(room, selection, bug),
            bug);
    declareSteps(component, scheduler);
    if (faults != null) {
      fault(component.name() + ": a binding fails", faults, scheduler::failToBind);
      mayCrash(component, faults);
    }
    return scheduler;
  }

  private List<Cell<Optional<Integer>>> ofEachPod(Component component, String name) {
    return names.stream()
        .map(pod -> memory(component, name + pod, Optional.<Integer>empty()))
        .toList();
  }

  private void declareSteps(Component component, QueueingScheduler scheduler) {
    var own = scheduler.names();
    step(component, "schedule a pod", scheduler::schedule);
    step(component, "bind a pod", own, scheduler::bind);
    step(component, "delete a victim", scheduler::deleteVictim);
    if (bounds.nominationsCollide()) {
      step(component, "take back a nomination", scheduler::displace);
    }
    step(component, "put a pod back", scheduler::putBack);
    if (bug != Bug.NEVER_ENDS_BACKOFF) {
      step(component, "a back-off ends", own, scheduler.queue()::endBackoff);
    }
    if (bounds.flushes() > 0) {
      event(
          component.name() + ": pods have waited for long",
          bounds.flushes(),
          scheduler.queue()::moveAll);
    }
    if (bounds.lost() > 0) {
      event(component.name() + ": an answer is lost", bounds.lost(), scheduler::loseAnswer);
    }
  }

  private void declareOthers() {
    var kubelets = component("kubelets");
    step(
        kubelets,
        "let a pod go",
        names,
        (tx, name) -> {
          tx.require(pods.is(tx, name, pod -> pod.meta().deleting()));
          pods.patch(tx, name, PriorityPod::ended);
        });
    if (bounds.schedulers() > 1) {
      step(kubelets, "admit a pod, or refuse it", names, this::admit);
    }
    budgets.ifPresent(
        it -> step(component("disruption controller"), "count pods", tx -> count(tx, it)));
    rule(
        "a pod is created",
        tx -> {
          int name = tx.get(created);
          tx.require(name < bounds.pods());
          pods.create(tx, name, new PriorityPod(requests.get(name)));
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

  /// The kubelet of a node takes a pod that fits beside those that it has taken before, and reports
  /// any other as failed (`pkg/kubelet/lifecycle/predicate.go`, `generalFilter`, v1.30).
  private void admit(Transaction tx, int name) {
    var pod = pods.get(tx, name).filter(each -> each.phase() == Phase.PENDING);
    tx.require(pod.isPresent() && pod.get().node().isPresent());
    var fits = admitted(tx, pod.get().node().get()) + pod.get().size() <= bounds.capacity();
    pods.patch(
        tx, name, held -> held.in(fits || bug == Bug.ADMITS_ANYHOW ? Phase.RUNNING : Phase.FAILED));
  }

  private int admitted(State state, int node) {
    return pods.list(state).stream()
        .filter(pod -> pod.isOn(node) && pod.phase() == Phase.RUNNING)
        .mapToInt(PriorityPod::size)
        .sum();
  }

  /// The disruption controller knows pods without delay, but writes what it knows some time later.
  private void count(Transaction tx, Resource<PodDisruptionBudget> held) {
    var healthy =
        pods.names(
            tx,
            pod ->
                pod.request().isGuarded()
                    && !pod.isPending()
                    && pod.isActive()
                    && !pod.meta().deleting());
    var scale = (int) requests.stream().filter(Request::isGuarded).count();
    var budget = held.get(tx, VictimSelection.BUDGET).map(it -> it.counted(healthy.size(), scale));
    tx.require(!budget.equals(held.get(tx, VictimSelection.BUDGET)));
    held.patch(tx, VictimSelection.BUDGET, it -> budget.orElse(it));
  }

  // ---- claims

  private void declareClaims() {
    if (bounds.schedulers() == 1) {
      always(
          "the pods on a node fit", nodeNames, (s, node) -> taken(s, node, 0) <= bounds.capacity());
    } else {
      declareClaimsOfMany();
    }
    stable("a pod is bound once", places(), (s, place) -> isBoundTo(s, place));
    declareClaimsOfPreemption();
    never(
        "a pod takes room that is kept for another",
        s -> schedulers.stream().anyMatch(each -> s.get(each.tookRoom())));
    always(
        "no pod that fits waits for an event",
        names,
        (s, name) -> schedulers.stream().noneMatch(each -> isForgotten(s, each, name)));
    eventuallyAlways(
        "in the end no pod waits that fits beside those that matter as much",
        s -> names.stream().noneMatch(name -> isKeptWaiting(s, name)));

    if (requests.stream().mapToInt(Request::size).sum() <= bounds.nodes() * bounds.capacity()) {
      sometimes("all pods are bound", s -> pods.names(s, pod -> !pod.isPending()).equals(names));
    }
    sometimes(
        "a pod is bound to the node that it was nominated for",
        s -> pods.list(s).stream().anyMatch(SchedulerModel::isWhereNominated));
    sometimes(
        "two pods are being bound",
        s -> schedulers.stream().mapToLong(each -> beingBound(s, each)).sum() > 1);
    sometimes(
        "an event comes while a pod is being scheduled",
        s ->
            schedulers.stream()
                .anyMatch(
                    each -> s.get(each.attempt()).isPresent() && s.get(each.queue().event())));
  }

  private void declareClaimsOfMany() {
    always(
        "the pods that kubelets have admitted fit",
        nodeNames,
        (s, node) -> admitted(s, node) <= bounds.capacity());
    always(
        "a scheduler leaves pods alone that name another",
        names,
        (s, name) ->
            IntStream.range(0, bounds.schedulers())
                .filter(number -> number != requests.get(name).scheduler())
                .allMatch(number -> schedulers.get(number).queue().isAt(s, name, Place.NOWHERE)));
    sometimes(
        "more pods are bound to a node than fit",
        s -> nodeNames.stream().anyMatch(node -> taken(s, node, 0) > bounds.capacity()));
    sometimes(
        "a kubelet refuses a pod", s -> pods.list(s).stream().anyMatch(pod -> !pod.isActive()));
  }

  private void declareClaimsOfPreemption() {
    always("only pods of less priority are preempted", s -> preempts(s, Reasons::isLower));
    always("pods are preempted only where nothing less helps", s -> preempts(s, Reasons::isNeeded));
    always("the pods that are preempted matter least", s -> preempts(s, Reasons::isLeast));
    if (bounds.budget() > 0) {
      always(
          "a budget is violated only where that cannot be helped",
          s -> preempts(s, Reasons::isMild));
      sometimes("a budget is violated", s -> !preempts(s, each -> each.violations() == 0));
      sometimes("two pods are preempted at once", s -> !preempts(s, each -> each.victims() < 2));
    }
  }

  /// Whether all that schedulers are about is so.
  private boolean preempts(State state, Predicate<Reasons> claim) {
    return schedulers.stream()
        .flatMap(each -> state.get(each.attempt()).stream())
        .allMatch(attempt -> claim.test(attempt.reasons()));
  }

  /// Whether a scheduler has a pod wait for an event, and there is room by all it knows.
  private boolean isForgotten(State state, QueueingScheduler scheduler, int name) {
    return scheduler.queue().isAt(state, name, Place.UNSCHEDULABLE)
        && nodeNames.stream().anyMatch(node -> scheduler.room().fits(state, name, node));
  }

  private static long beingBound(State state, QueueingScheduler scheduler) {
    return scheduler.names().stream()
        .filter(name -> scheduler.queue().isAt(state, name, Place.IN_FLIGHT))
        .filter(name -> state.get(scheduler.room().assumed().get(name)).isPresent())
        .count();
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
        .filter(pod -> pod.isOn(node) && pod.isActive() && pod.priority() >= priority)
        .mapToInt(PriorityPod::size)
        .sum();
  }
}
