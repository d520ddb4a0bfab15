package dev.plimsoll.cluster.workload;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.controller.PersistentVolumeClaim;
import dev.plimsoll.cluster.controller.StatefulSet;
import dev.plimsoll.cluster.controller.StatefulSetController;
import dev.plimsoll.cluster.node.Kubelets;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.scheduler.Scheduler;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A StatefulSet: its pods come up in order, are replaced from the last on when the template
/// changes, keep their volume claims, and run once each; users scale, update, and lower the
/// partition, the controller dies, pods fail.
///
/// A pod is ready as soon as it runs. The scheduler and the kubelets know pods without delay; the
/// controller does not.
public final class StatefulSetModel extends ClusterModel {

  private static final int SET = 0;
  private static final List<Integer> NODES = List.of(0, 1);

  /// `spec.podManagementPolicy`.
  public enum Policy {
    /// One after another.
    ORDERED_READY,
    /// All at a time; updates go one after another nevertheless.
    PARALLEL
  }

  /// Mistakes to seed.
  public enum Bug {
    /// The controller as it should be.
    NONE,
    /// Kubelets let pods go whose containers still run.
    LETS_GO_EARLY,
    /// It creates pods whether or not those before them are ready.
    IGNORES_ORDER,
    /// It replaces pods without waiting for those that it has replaced.
    UPDATES_AT_ONCE,
    /// It deletes the claims of pods that are not asked for.
    DELETES_CLAIMS,
    /// It takes an update for complete when all the pods that there are have been updated
    /// (kubernetes/kubernetes#119685).
    COMPLETES_EARLY,
    /// The same if there are as many pods as are asked for, also where some of them are not.
    COUNTS_CONDEMNED,
    /// It leaves failed pods alone.
    FAILED_STAY
  }

  /// How far the model goes.
  ///
  /// @param replicas pods asked for at first, at least 1
  /// @param partition pods with a smaller ordinal keep the first revision, until it is lowered to 0
  /// @param updates how often another template is applied, at most 1
  /// @param scales how often somebody asks for one pod more or less
  /// @param faults how often the controller dies, or a pod fails
  public record Bounds(int replicas, int partition, int updates, int scales, int faults) {}

  private final Bounds bounds;
  private final Policy policy;
  private final Bug bug;
  private final List<Integer> ordinals;
  private final Resource<StatefulSet> sets;
  private final Resource<Pod> pods;
  private final Resource<PersistentVolumeClaim> claims;
  private final Kubelets kubelets;

  /// Whether a pod of the ordinal has been ready since it is asked for.
  private final Cells<Boolean> wasReady;

  private final Cell<Integer> faults;

  /// A StatefulSet without pods.
  ///
  /// @param lag how many changes of a kind may be on the way to the controller
  public StatefulSetModel(Bounds bounds, Policy policy, int lag, Bug bug) {
    super(1, lag);
    this.bounds = bounds;
    this.policy = policy;
    this.bug = bug;
    ordinals = IntStream.range(0, bounds.replicas() + bounds.scales()).boxed().toList();
    sets =
        resource(
            "statefulsets",
            List.of(Optional.of(new StatefulSet(bounds.replicas(), bounds.partition()))));
    pods = resource("pods", ordinals.size());
    claims = resource("persistentvolumeclaims", ordinals.size());
    kubelets =
        new Kubelets(
            pods, cells("container", NODES.size() * ordinals.size(), Optional.<Integer>empty()));
    wasReady = cells("was ready", ordinals.size(), false);
    faults = cell("faults left", bounds.faults());

    declareUser();
    declareController();
    declareNodes();
    declareClaims();
  }

  private void declareUser() {
    event(
        "kubectl apply of another template",
        bounds.updates(),
        tx -> sets.patch(tx, SET, set -> set.updated(1, set.partition())));
    if (bounds.partition() > 0) {
      event(
          "kubectl patch of the partition",
          1,
          tx -> sets.patch(tx, SET, set -> set.updated(set.template(), 0)));
    }
    event("kubectl scale", bounds.scales(), this::scale);
  }

  private void scale(Transaction tx) {
    var asked = set(tx).replicas();
    var wanted = tx.choose(List.of(asked - 1, asked + 1));
    tx.require(wanted > 0);
    sets.patch(tx, SET, set -> set.scaled(wanted));
    ordinals.stream()
        .filter(ordinal -> ordinal >= wanted)
        .forEach(ordinal -> tx.set(wasReady.get(ordinal), false));
  }

  private void declareController() {
    var component = component("statefulset controller");
    var controller =
        new StatefulSetController(
            pods,
            watch(component, sets),
            watch(component, pods),
            policy == Policy.ORDERED_READY && bug != Bug.IGNORES_ORDER);
    step(
        component,
        "create a claim",
        ordinals,
        (tx, ordinal) -> controller.createClaim(tx, claims, ordinal));
    step(
        component,
        "create a pod",
        ordinals,
        (tx, ordinal) -> {
          tx.require(claims.exists(tx, ordinal));
          controller.createPod(tx, ordinal, Pod.NEW);
        });
    if (bug != Bug.FAILED_STAY) {
      step(component, "delete a failed pod", ordinals, controller::deleteFailedPod);
    }
    step(component, "delete a pod that is not asked for", ordinals, controller::deletePod);
    step(
        component,
        "delete a pod of another revision",
        ordinals,
        (tx, ordinal) -> controller.deleteOutdatedPod(tx, ordinal, bug != Bug.UPDATES_AT_ONCE));
    step(component, "complete the update", tx -> controller.completeUpdate(tx, sets, completion()));
    if (bug == Bug.DELETES_CLAIMS) {
      step(component, "delete a claim", ordinals, this::deleteClaim);
    }
    mayCrash(component, faults);
  }

  private StatefulSetController.Completion completion() {
    return switch (bug) {
      case COMPLETES_EARLY -> StatefulSetController.Completion.ALL_THERE_ARE;
      case COUNTS_CONDEMNED -> StatefulSetController.Completion.AS_MANY;
      case NONE, LETS_GO_EARLY, IGNORES_ORDER, UPDATES_AT_ONCE, DELETES_CLAIMS, FAILED_STAY ->
          StatefulSetController.Completion.ALL_ASKED_FOR;
    };
  }

  private void deleteClaim(Transaction tx, int ordinal) {
    tx.require(ordinal >= set(tx).replicas() && !pods.exists(tx, ordinal));
    tx.require(claims.exists(tx, ordinal));
    claims.delete(tx, ordinal);
  }

  private void declareNodes() {
    var scheduler = new Scheduler(pods, pods, NODES, List.of(), List.of());
    step(component("scheduler"), "bind", ordinals, scheduler::bind);
    NODES.forEach(node -> declareKubelet(component("kubelet " + node), node));
    fault(
        "a pod fails",
        faults,
        tx -> {
          var ordinal =
              tx.choose(ordinals.stream().filter(each -> pods.is(tx, each, Pod::isReady)).toList());
          NODES.forEach(node -> tx.set(kubelets.at(node, ordinal), Optional.empty()));
          pods.patch(tx, ordinal, pod -> pod.ended().in(Pod.Phase.FAILED));
        });
  }

  private void declareKubelet(Component kubelet, int node) {
    containers(kubelet, kubelets, pods, node);
    if (bug == Bug.LETS_GO_EARLY) {
      step(
          kubelet,
          "let go early",
          ordinals,
          (tx, ordinal) -> {
            tx.require(pods.is(tx, ordinal, pod -> pod.isOn(node) && pod.meta().deleting()));
            pods.patch(tx, ordinal, Pod::ended);
          });
    }
    step(
        kubelet,
        "report",
        ordinals,
        (tx, ordinal) -> {
          kubelets.report(tx, pods, node, ordinal);
          if (ordinal < set(tx).replicas()) {
            tx.set(wasReady.get(ordinal), true);
          }
        });
  }

  // ---- claims

  private void declareClaims() {
    always(
        "at most one pod of an identity runs",
        ordinals,
        (s, ordinal) -> kubelets.count(s, ordinal) <= 1);
    if (policy == Policy.ORDERED_READY) {
      always(
          "a pod comes after those before it were ready",
          ordinals,
          (s, ordinal) ->
              !pods.exists(s, ordinal)
                  || ordinals.subList(0, ordinal).stream().allMatch(each -> hasBeenReady(s, each)));
    }
    always(
        "one pod is unavailable at a time, but for those that fail",
        s ->
            ordinals.stream().filter(each -> isUnavailable(s, each)).count()
                <= 1 + bounds.faults() - s.get(faults));
    always(
        "a pod below the partition has the first revision",
        ordinals,
        (s, ordinal) ->
            ordinal >= set(s).partition() || !pods.is(s, ordinal, pod -> pod.image() != 0));
    stable("a volume claim stays", ordinals, (s, ordinal) -> claims.exists(s, ordinal));
    eventuallyAlways("in the end all pods are ready and of their revision", this::isDone);

    sometimes("all pods are ready", s -> isDone(s) && set(s).template() == 0);
    if (bounds.updates() > 0) {
      sometimes(
          "all pods have been updated", s -> isDone(s) && isUpdated(s) && set(s).template() == 1);
    }
    if (bounds.partition() > 0) {
      sometimes("a pod is kept back", s -> isDone(s) && set(s).template() == 1 && !isUpdated(s));
    }
    if (bounds.scales() > 0) {
      sometimes(
          "a claim waits for its pod to come back",
          s ->
              isDone(s)
                  && ordinals.stream()
                      .anyMatch(each -> claims.exists(s, each) && !pods.exists(s, each)));
    }
    if (bounds.faults() > 0) {
      sometimes("a pod fails", s -> pods.list(s).stream().anyMatch(StatefulSetModel::hasFailed));
    }
  }

  private static boolean hasFailed(Pod pod) {
    return pod.phase() == Pod.Phase.FAILED;
  }

  private StatefulSet set(State state) {
    return sets.get(state, SET).orElseThrow();
  }

  /// Whether a pod of the ordinal has been ready, or need not be any more.
  private boolean hasBeenReady(State state, int ordinal) {
    return state.get(wasReady.get(ordinal)) || ordinal >= set(state).replicas();
  }

  private boolean isUnavailable(State state, int ordinal) {
    return state.get(wasReady.get(ordinal)) && !pods.is(state, ordinal, Pod::isReady);
  }

  private boolean isUpdated(State state) {
    return pods.list(state).stream().allMatch(pod -> pod.image() == set(state).template());
  }

  private boolean isDone(State state) {
    var set = set(state);
    return ordinals.stream()
        .allMatch(
            ordinal ->
                ordinal < set.replicas()
                    ? isDone(state, ordinal, ordinal < set.partition() ? 0 : set.template())
                    : !pods.exists(state, ordinal) && kubelets.count(state, ordinal) == 0);
  }

  private boolean isDone(State state, int ordinal, int revision) {
    var pod = pods.get(state, ordinal);
    return pod.filter(Pod::isReady).isPresent()
        && pod.get().image() == revision
        && state
            .get(kubelets.at(pod.get().node().orElseThrow(), ordinal))
            .equals(Optional.of(pod.get().meta().uid()));
  }
}
