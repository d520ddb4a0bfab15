package dev.plimsoll.cluster.disruption;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.controller.ReplicaSets;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.PodPhases;
import dev.plimsoll.cluster.workload.WorkloadModel;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Nodes that are drained at the same time, while a budget says how many pods of a workload must
/// stay healthy: each pod is asked to go until it has gone, and the workload makes another one
/// elsewhere. Meanwhile containers die, pods fail, somebody asks for more, processes are restarted.
///
/// The nodes have been cordoned, new pods come to one that is not drained. The workload and the
/// kubelets know everything without delay; the disruption controller does not, and neither does an
/// eviction that is under way. Names of pods are given again, as those of a StatefulSet. Time is
/// order: `DeletionTimeout` passes once an eviction is not under way any more, and the controller
/// has seen what became of the pod.
public final class DisruptionModel extends WorkloadModel {

  /// Mistakes to seed.
  public enum Bug {
    /// All as it should be.
    NONE,
    /// An eviction does not take a disruption from the budget.
    DOES_NOT_DECREMENT,
    /// An eviction does not note its pod in `disruptedPods`.
    DOES_NOT_RECORD,
    /// An eviction writes the budget though it was changed since it was read.
    DOES_NOT_COMPARE,
    /// An eviction goes by a status that is about an older spec.
    ACCEPTS_OLD_GENERATION,
    /// A pod that need not be counted is deleted though it has changed.
    DELETES_ANYHOW,
    /// The controller counts pods that are being deleted.
    COUNTS_DELETED,
    /// The controller writes what it has found to a budget that was changed since
    /// (kubernetes/kubernetes#82149).
    WRITES_OLD_STATUS,
    /// `DeletionTimeout` passes while the pod is being evicted.
    EXPIRES_EARLY,
    /// A pod that was not deleted stays in `disruptedPods`.
    NEVER_EXPIRES,
    /// A drain does not ask again.
    GIVES_UP
  }

  /// How far the model goes.
  ///
  /// @param replicas pods asked for, at least 1
  /// @param drains nodes that are drained, at least 1; one more is not
  /// @param sickNodes nodes on which no container gets ready, of those that are drained
  /// @param changes how often somebody asks for one more healthy pod
  /// @param faults how often a container dies, a pod fails, the API server dies, or the controller
  public record Bounds(int replicas, int drains, int sickNodes, int changes, int faults) {}

  private final Bounds bounds;
  private final Bug bug;
  private final Resource<PodDisruptionBudget> budgets;
  private final Cell<Integer> faults;

  /// How often a container has died, or a pod failed, since all pods were healthy.
  private final Cell<Integer> disruptions = cell("disruptions that nobody wanted", 0);

  private final EvictionApi api;

  /// How many pods were there to be kept when the budget was last asked for.
  private final Cell<Integer> kept;

  /// Pods that run on the nodes that are to be drained, in turn.
  ///
  /// @param kind what the number of the budget is about
  /// @param count that number
  /// @param lag how many changes of a kind may be on the way to the controllers
  public DisruptionModel(
      Bounds bounds,
      PodDisruptionBudget.Kind kind,
      int count,
      PodDisruptionBudget.Policy policy,
      int lag,
      Bug bug) {
    super(lag, initialPods(bounds));
    this.bounds = bounds;
    this.bug = bug;
    var budget =
        new PodDisruptionBudget(
            Meta.NEW,
            0,
            new PodDisruptionBudget.Spec(kind, count, policy),
            PodDisruptionBudget.Status.NONE);
    budgets = resource("poddisruptionbudgets", List.of(Optional.of(budget)));
    faults = cell("faults left", bounds.faults());
    kept =
        cell(
            "healthy pods when the budget was asked for",
            (int)
                initialPods(bounds).stream()
                    .flatMap(Optional::stream)
                    .filter(DisruptionController::isHealthy)
                    .count());

    api = declareApiServer();
    declareController();
    declareWorkload();
    declareNodes();
    declareDrains();
    declareClaims();
  }

  private static List<Optional<Pod>> initialPods(Bounds bounds) {
    var there =
        IntStream.range(0, bounds.replicas())
            .map(name -> name % bounds.drains())
            .mapToObj(
                node ->
                    Pod.NEW
                        .boundTo(node)
                        .in(Pod.Phase.RUNNING)
                        .withStarted(node >= bounds.sickNodes()))
            .map(Optional::of);
    return Stream.concat(
            there, Stream.generate(Optional::<Pod>empty).limit(Math.max(1, bounds.faults())))
        .toList();
  }

  private EvictionApi declareApiServer() {
    var server = component("API server");
    var calls =
        names.stream()
            .map(
                name ->
                    this.<Eviction>memory(server, "eviction of pod " + name, new Eviction.None()))
            .toList();
    var evictions = new EvictionApi(pods, budgets, calls, bug);
    step(server, "decide on an eviction", names, evictions::decide);
    step(server, "delete the pod", names, evictions::delete);
    mayCrash(server, faults);
    return evictions;
  }

  private void declareController() {
    var component = component("disruption controller");
    var known = watch(component, budgets);
    var knownPods = watch(component, pods);
    var controller = new DisruptionController(budgets, known, knownPods, bounds.replicas(), bug);
    step(component, "sync", controller::sync);
    if (bug != Bug.NEVER_EXPIRES) {
      step(
          component,
          "sync after a timeout",
          names,
          (tx, name) -> {
            tx.require(bug == Bug.EXPIRES_EARLY || isOver(tx, knownPods, name));
            controller.syncAfterTimeout(tx, name);
          });
    }
    mayCrash(component, faults);
  }

  private boolean isOver(State state, Informer<Pod> known, int name) {
    return !(state.get(api.calls().get(name)) instanceof Eviction.Deleting)
        && known.get(state, name).equals(pods.get(state, name));
  }

  private void declareWorkload() {
    var template = Pod.NEW.boundTo(bounds.drains());
    var replicaSet =
        new ReplicaSets(
            pods, pods, Optional.empty(), ReplicaSets.Wanted.of(s -> bounds.replicas(), template));
    step(component("workload"), "create a pod", replicaSet::create);
  }

  private void declareNodes() {
    var kubelets = component("kubelets");
    var phases = new PodPhases(pods);
    step(kubelets, "run a pod", names, phases::run);
    step(
        kubelets,
        "report a pod ready",
        names,
        (tx, name) -> {
          tx.require(pods.is(tx, name, pod -> isUnready(pod) && !isSick(pod)));
          pods.patch(tx, name, pod -> pod.withStarted(true));
          if (healthy(tx) == bounds.replicas()) {
            tx.set(disruptions, 0);
          }
        });
    step(kubelets, "let a pod go", names, phases::end);
    stronglyFairEach("kubelets: let a pod go");
    fault("a container dies, and is started again", faults, tx -> disrupt(tx, this::die));
    fault("a pod fails", faults, tx -> disrupt(tx, phases::fail));
  }

  private void disrupt(Transaction tx, BiConsumer<Transaction, Integer> how) {
    how.accept(tx, tx.choose(pods.names(tx, DisruptionController::isHealthy)));
    tx.update(disruptions, count -> count + 1);
  }

  private void die(Transaction tx, int name) {
    pods.patch(tx, name, pod -> pod.withStarted(false));
  }

  private static boolean isUnready(Pod pod) {
    return pod.isReady() && !pod.started();
  }

  private boolean isSick(Pod pod) {
    return pod.node().filter(node -> node < bounds.sickNodes()).isPresent();
  }

  private void declareDrains() {
    var drains = component("drains");
    step(
        drains,
        "ask for an eviction",
        names,
        (tx, name) -> {
          tx.require(pods.is(tx, name, pod -> isOnDrained(pod) && !pod.meta().deleting()));
          var call = tx.get(api.calls().get(name));
          tx.require(
              call instanceof Eviction.None
                  || (call instanceof Eviction.Refused && bug != Bug.GIVES_UP));
          api.ask(tx, name);
        });
    if (bounds.changes() > 0) {
      event(
          "somebody asks for one more healthy pod",
          bounds.changes(),
          tx -> {
            tx.set(kept, (int) healthy(tx) - granted(tx));
            budgets.patch(tx, DisruptionController.BUDGET, PodDisruptionBudget::stricter);
          });
    }
  }

  // ---- claims

  private void declareClaims() {
    always(
        "evictions leave as many healthy pods as the budget asks for",
        s -> healthy(s) + s.get(disruptions) >= Math.min(desired(s), s.get(kept)));
    leadsTo(
        "an eviction that was refused is asked for again",
        names,
        (s, name) -> call(s, name) instanceof Eviction.Refused,
        (s, name) -> !(call(s, name) instanceof Eviction.Refused));
    eventuallyAlways(
        "in the end nodes are drained, if the budget allows any eviction",
        s -> desired(s) >= bounds.replicas() || pods.list(s).stream().noneMatch(this::isOnDrained));
    declareExamples();
  }

  private void declareExamples() {
    sometimes(
        "all nodes are drained, and all pods are healthy",
        s -> healthy(s) == bounds.replicas() && pods.list(s).stream().noneMatch(this::isOnDrained));
    sometimes("an eviction is refused", s -> anyCall(s, Eviction.Refused.class));
    sometimes(
        "an eviction reads the budget again, after a conflict",
        s -> names.stream().anyMatch(name -> isAgain(call(s, name))));
    if (bounds.faults() > 0) {
      sometimes("two evictions are under way", s -> granted(s) > 1);
      sometimes("a pod that is not healthy is evicted without being counted", this::isUncounted);
      sometimes("a disruption that nobody wanted uses up the budget", this::isUsedUp);
    }
  }

  private boolean isOnDrained(Pod pod) {
    return pod.node().filter(node -> node < bounds.drains()).isPresent();
  }

  private static boolean isAgain(Eviction call) {
    return call instanceof Eviction.Asked asked && asked.isAgain();
  }

  private boolean isUncounted(State state) {
    return pods.names(state, DisruptionModel::isUnready).stream()
        .anyMatch(
            name ->
                call(state, name) instanceof Eviction.Deleting(var precondition)
                    && precondition.isPresent());
  }

  private boolean isUsedUp(State state) {
    var status = budget(state).status();
    return state.get(disruptions) > 0
        && pods.list(state).stream().noneMatch(pod -> pod.meta().deleting())
        && status.observedGeneration() == 0
        && status.currentHealthy() == status.desiredHealthy()
        && status.disruptedPods().isEmpty();
  }

  private Eviction call(State state, int name) {
    return state.get(api.calls().get(name));
  }

  private boolean anyCall(State state, Class<? extends Eviction> kind) {
    return names.stream().anyMatch(name -> kind.isInstance(call(state, name)));
  }

  private long healthy(State state) {
    return pods.list(state).stream().filter(DisruptionController::isHealthy).count();
  }

  /// How many healthy pods are to be deleted by evictions that were granted.
  private int granted(State state) {
    return (int)
        pods.names(state, DisruptionController::isHealthy).stream()
            .filter(name -> call(state, name) instanceof Eviction.Deleting)
            .count();
  }

  private int desired(State state) {
    return budget(state).spec().desiredHealthy(bounds.replicas());
  }

  private PodDisruptionBudget budget(State state) {
    return budgets.get(state, DisruptionController.BUDGET).orElseThrow();
  }
}
