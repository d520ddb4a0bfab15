package dev.plimsoll.cluster.node.termination;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.termination.Ending.Stage;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A pod of a container with a preStop hook and of sidecars is deleted, and again with another
/// grace period, and by force; its kubelet ends it in time, and is restarted meanwhile. Time is
/// discrete; it passes when nobody has anything to do but to wait.
///
/// Source: `pkg/kubelet/kuberuntime/kuberuntime_container.go` (`killContainer`),
/// `kuberuntime_termination_order.go`, `pkg/kubelet/pod_workers.go`
/// (`calculateEffectiveGracePeriod`), `kubelet.go` (`HandlePodCleanups`);
/// `staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go` (`BeforeDelete`), v1.30.
public final class PodTerminationModel extends ClusterModel {

  private static final int POD = 0;
  private static final int MAIN = 0;

  /// Mistakes to seed.
  public enum Bug {
    /// All is as it should be.
    NONE,
    /// The grace period begins when the hook has ended (kubernetes/kubernetes#115817).
    HOOK_IS_NOT_COUNTED,
    /// A sidecar that waits for its turn does so though the grace period was shortened.
    WAITS_ON,
    /// After the hook, a container has the least time only.
    STOPS_TOO_SOON,
    /// When the grace period is over, SIGKILL comes with SIGTERM.
    KILLS_UNWARNED,
    /// SIGTERM comes while the hook runs.
    STOPS_DURING_HOOK,
    /// Sidecars end with the main container.
    IGNORES_ORDER,
    /// A second deletion can lengthen the grace period.
    LENGTHENS,
    /// The pod is deleted for good before its containers have ended.
    LETS_GO_EARLY,
    /// A kubelet that is started leaves containers alone whose pod has gone.
    FORGETS_ORPHANS,
    /// The endpoint is ready as long as the pod is.
    KEEPS_ENDPOINT
  }

  /// What becomes of the pod in its EndpointSlice.
  private enum Endpoint {
    READY,
    TERMINATING,
    NONE
  }

  private final int grace;
  private final Bug bug;
  private final Resource<GracefulPod> pods;
  private final Component kubelet = component("kubelet");
  private final Component endpoints = component("endpoint slices");
  private final Informer<GracefulPod> known;
  private final Informer<GracefulPod> seen;
  private final Cell<Worker> worker = memory(kubelet, "worker", Worker.SYNCING);
  private final Cells<Ending> containers;
  private final List<Integer> numbers;
  private final Cell<Endpoint> endpoint = cell("endpoint", Endpoint.READY);
  private final Cell<Boolean> late = cell("time has passed since the deletion", false);
  private final Cell<Boolean> forced = cell("deleted by force", false);

  /// How far the model goes.
  ///
  /// @param grace `terminationGracePeriodSeconds`, in units of the least
  /// @param sidecars restartable init containers, beside the main container
  /// @param deletions how often users delete the pod, with any grace period
  /// @param forced how often by force, at most 1
  /// @param restarts how often the kubelet or the controller is restarted
  public record Bounds(int grace, int sidecars, int deletions, int forced, int restarts) {}

  /// A pod that runs.
  public PodTerminationModel(Bounds bounds, Bug bug) {
    super(1, 1);
    this.grace = bounds.grace();
    this.bug = bug;
    pods = resource("pods", List.of(Optional.of(GracefulPod.running(grace))));
    known = watch(kubelet, pods);
    seen = watch(endpoints, pods);
    containers = cells("container", 1 + bounds.sidecars(), Ending.RUNNING);
    numbers = IntStream.range(0, containers.size()).boxed().toList();

    declareUsers(bounds);
    declareKubelet();
    declareTime();
    var restarts = cell("restarts left", bounds.restarts());
    mayCrash(endpoints, restarts);
    fault(
        "kubelet is restarted",
        restarts,
        tx -> {
          kubelet.restart(tx);
          cancel(tx, Ending::isAlive);
        });
    declareClaims(bounds);
  }

  private void declareUsers(Bounds bounds) {
    event(
        "kubectl delete",
        bounds.deletions(),
        tx -> {
          tx.require(pods.exists(tx, POD));
          var asked = tx.choose(IntStream.rangeClosed(1, grace + 1).boxed().toList());
          pods.patch(tx, POD, pod -> pod.deleted(asked, bug == Bug.LENGTHENS));
        });
    event(
        "kubectl delete --force",
        bounds.forced(),
        tx -> {
          tx.require(pods.exists(tx, POD)).set(forced, true);
          pods.patch(tx, POD, GracefulPod::gone);
        });
  }

  // ---- the kubelet

  private void declareKubelet() {
    step(kubelet, "see within what time the pod is to end", this::seeGrace);
    step(kubelet, "begin to end the containers", this::begin);
    step(kubelet, "go on from the hook", tx -> endHook(tx, false));
    step(kubelet, "stop a container", numbers, this::stop);
    step(kubelet, "kill a container", numbers, this::kill);
    step(kubelet, "let the pod go", this::letGo);
    rule("the hook comes to its end", tx -> endHook(tx, true));
    rule(
        "a container ends by itself",
        numbers,
        (tx, number) -> {
          tx.require(tx.get(containers.get(number)).isTimed());
          tx.update(containers.get(number), Ending::exited);
        });
    step(
        endpoints,
        "sync the slice",
        tx -> tx.require(!isInSync(tx)).set(endpoint, expected(seen.get(tx, POD))));
  }

  /// `UpdatePod`: a grace period that is shorter cancels what was begun; one that is longer is
  /// ignored. A pod that has gone ends as its spec asks, or, if the kubelet was started meanwhile,
  /// within the least time.
  private void seeGrace(Transaction tx) {
    var pod = known.get(tx, POD);
    var now = tx.get(worker);
    tx.require(anyAlive(tx));
    if (pod.isPresent()) {
      var asked = pod.get().grace();
      tx.require(pod.get().meta().deleting());
      tx.require(!now.isTerminating() || asked < now.grace());
      tx.set(worker, Worker.within(asked));
    } else {
      tx.require(!now.isTerminating() && bug != Bug.FORGETS_ORPHANS);
      tx.set(worker, Worker.within(tx.chooseWhether() ? grace : Ending.LEAST));
    }
    cancel(tx, each -> each.isAlive() && !each.is(Stage.WAITING));
  }

  private void cancel(Transaction tx, Predicate<Ending> which) {
    containers.forEach(cell -> tx.update(cell, c -> which.test(c) ? Ending.RUNNING : c));
  }

  /// `killContainersWithSyncResult`.
  private void begin(Transaction tx) {
    var now = tx.get(worker);
    tx.require(canBegin(tx));
    for (var number : numbers) {
      if (isAlive(tx, number)) {
        tx.set(containers.get(number), Ending.begun(number == MAIN, now.grace()));
      }
    }
    tx.set(worker, now.asBegun());
  }

  private boolean canBegin(State state) {
    return !state.get(worker).begun()
        && (bug != Bug.WAITS_ON || numbers.stream().noneMatch(n -> is(state, n, Stage.WAITING)));
  }

  /// `executePreStopHook` comes back, as the hook has ended or its time is over.
  private void endHook(Transaction tx, boolean isDone) {
    var main = tx.get(containers.get(MAIN));
    tx.require(main.is(Stage.HOOK) && (isDone || isOverHook(main)));
    var whole = bug == Bug.HOOK_IS_NOT_COUNTED;
    tx.set(
        containers.get(MAIN), main.waiting(isDone, whole ? tx.get(worker).grace() : main.left()));
  }

  private boolean isOverHook(Ending main) {
    return main.left() == 0 || bug == Bug.STOPS_DURING_HOOK;
  }

  private void stop(Transaction tx, int number) {
    tx.require(canStop(tx, number));
    var least = bug == Bug.KILLS_UNWARNED ? 0 : Ending.LEAST;
    tx.update(
        containers.get(number),
        each ->
            tx.get(worker).begun()
                ? each.stopping(bug == Bug.STOPS_TOO_SOON ? least : Math.max(each.left(), least))
                : Ending.RUNNING); // the call was cancelled
  }

  private boolean canStop(State state, int number) {
    var container = state.get(containers.get(number));
    return container.is(Stage.WAITING)
        && (container.left() == 0 || bug == Bug.IGNORES_ORDER || isItsTurn(state, number));
  }

  /// Whether the main container has ended, and sidecars that were started later. They are numbered
  /// in order of their start; the main container comes after them all.
  private boolean isItsTurn(State state, int number) {
    return number == MAIN
        || numbers.stream().noneMatch(n -> (n == MAIN || n > number) && isAlive(state, n));
  }

  private void kill(Transaction tx, int number) {
    var container = tx.get(containers.get(number));
    tx.require(canKill(container));
    tx.set(containers.get(number), container.killed(tx.get(worker).left()));
  }

  private static boolean canKill(Ending container) {
    return container.is(Stage.STOPPING) && container.left() == 0;
  }

  private void letGo(Transaction tx) {
    var pod = known.get(tx, POD);
    tx.require(pod.isPresent() && pod.get().meta().deleting());
    tx.require(!anyAlive(tx) || (bug == Bug.LETS_GO_EARLY && tx.get(worker).isTerminating()));
    tx.require(pods.exists(tx, POD));
    pods.patch(tx, POD, GracefulPod::gone);
  }

  // ---- endpoints and time

  private Endpoint expected(Optional<GracefulPod> pod) {
    if (pod.isEmpty()) {
      return Endpoint.NONE;
    }
    var leaves = pod.get().meta().deleting() && bug != Bug.KEEPS_ENDPOINT;
    return leaves ? Endpoint.TERMINATING : Endpoint.READY;
  }

  private boolean isInSync(State state) {
    return state.get(endpoint) == expected(seen.get(state, POD));
  }

  private void declareTime() {
    step(
        kubelet,
        "time passes",
        tx -> {
          tx.require(seen.get(tx, POD).equals(pods.get(tx, POD)) && isInSync(tx));
          tx.require(!canBegin(tx));
          for (var number : numbers) {
            var container = tx.get(containers.get(number));
            tx.require(!canStop(tx, number) && !canKill(container));
            tx.require(!container.is(Stage.HOOK) || !isOverHook(container));
            tx.set(containers.get(number), container.later());
          }
          tx.update(worker, Worker::later);
          tx.set(late, isDeleted(tx));
        });
  }

  // ---- claims

  private void declareClaims(Bounds bounds) {
    whenever(
        "a container is killed only when its grace period is over",
        numbers,
        (s, n) -> is(s, n, Stage.KILLED),
        (s, n) -> s.get(containers.get(n)).left() == 0);
    whenever(
        "a container is killed only some time after it was told to stop",
        numbers,
        (s, n) -> is(s, n, Stage.KILLED),
        (s, n) -> s.get(containers.get(n)).warned() == Ending.LEAST);
    whenever(
        "nothing of the pod runs when its grace period and the extension are over",
        s -> s.get(worker).isOverdue(),
        s -> !anyAlive(s));
    whenever(
        "a container is told to stop after its hook, or when its grace period is over",
        s -> is(s, MAIN, Stage.STOPPING),
        s -> s.get(containers.get(MAIN)).hooked() || s.get(worker).left() == 0);
    whenever(
        "sidecars are told to stop last, in reverse order, or when the grace period is over",
        numbers,
        (s, n) -> is(s, n, Stage.STOPPING),
        (s, n) -> isItsTurn(s, n) || s.get(worker).left() == 0);
    whenever(
        "a pod that nobody forces goes only when its containers have ended",
        s -> !pods.exists(s, POD) && !s.get(forced),
        s -> !anyAlive(s));
    ltl(
        "a grace period is never lengthened",
        IntStream.rangeClosed(1, grace).mapToObj(this::staysWithin).toList());
    whenever(
        "a pod that was deleted is soon no ready endpoint",
        s -> s.get(late),
        s -> s.get(endpoint) != Endpoint.READY);
    leadsTo(
        "a pod that was deleted has gone in the end, and nothing of it runs",
        this::isDeleted,
        s -> !pods.exists(s, POD) && !anyAlive(s));
    declareWitnesses(bounds);
  }

  private Formula staysWithin(int most) {
    return Formula.always(
        Formula.holds("within", s -> isDeletedWithin(s, most))
            .implies(
                Formula.always(
                    Formula.holds(
                        "still", s -> !pods.exists(s, POD) || isDeletedWithin(s, most)))));
  }

  private void declareWitnesses(Bounds bounds) {
    sometimes("a container is killed", s -> any(s, Stage.KILLED));
    sometimes("a container has ended by itself", s -> any(s, Stage.EXITED));
    sometimes(
        "a hook outlasts the grace period",
        s -> is(s, MAIN, Stage.STOPPING) && !s.get(containers.get(MAIN)).hooked());
    sometimes("a pod has gone, and so has its endpoint", s -> s.get(endpoint) == Endpoint.NONE);
    if (bounds.sidecars() > 0) {
      sometimes("a sidecar waits for its turn", s -> is(s, MAIN + 1, Stage.WAITING));
      sometimes(
          "a sidecar is told to stop while the main container runs",
          s -> is(s, MAIN + 1, Stage.STOPPING) && isAlive(s, MAIN));
    }
    if (bounds.deletions() > 1) {
      sometimes(
          "a grace period is shortened while containers are being ended",
          s ->
              s.get(worker).isTerminating()
                  && known.get(s, POD).isPresent()
                  && known.get(s, POD).get().grace() < s.get(worker).grace());
    }
    if (bounds.forced() > 0) {
      sometimes("something runs of a pod that has gone", s -> !pods.exists(s, POD) && anyAlive(s));
    }
  }

  private boolean isDeleted(State state) {
    return pods.get(state, POD).filter(pod -> !pod.meta().deleting()).isEmpty();
  }

  private boolean isDeletedWithin(State state, int most) {
    return pods.get(state, POD)
        .filter(pod -> pod.meta().deleting() && pod.grace() <= most)
        .isPresent();
  }

  private boolean is(State state, int number, Stage stage) {
    return state.get(containers.get(number)).is(stage);
  }

  private boolean isAlive(State state, int number) {
    return state.get(containers.get(number)).isAlive();
  }

  private boolean any(State state, Stage stage) {
    return numbers.stream().anyMatch(n -> is(state, n, stage));
  }

  private boolean anyAlive(State state) {
    return numbers.stream().anyMatch(n -> isAlive(state, n));
  }
}
