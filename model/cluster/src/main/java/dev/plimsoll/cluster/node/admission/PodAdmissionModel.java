package dev.plimsoll.cluster.node.admission;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.admission.BoundPod.Status;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A node with room for two pods: a kubelet admits those that are bound to it, the older first, and
/// again after it was restarted or its node rebooted; for a critical pod it gives another up.
///
/// Source: `pkg/kubelet/kubelet.go` (`HandlePodAdditions`, `canAdmitPod`),
/// `lifecycle/predicate.go` (`Admit`), `preemption/preemption.go` (`HandleAdmissionFailure`),
/// v1.30.
public final class PodAdmissionModel extends ClusterModel {

  private static final int ROOM = 2;

  /// The oldest, and of a higher priority than others that are not critical; it asks for a label of
  /// the node.
  private static final int CHOOSY = 0;

  private static final int PLAIN = 1;
  private static final int CRITICAL = 2;

  /// The youngest: it is bound where there is room.
  private static final int LATE = 3;

  private static final List<Integer> PODS = List.of(CHOOSY, PLAIN, CRITICAL, LATE);

  /// Mistakes to seed.
  public enum Bug {
    /// A kubelet as it should be.
    NONE,
    /// Pods that were admitted and do not run yet take no room.
    FORGETS_ADMITTED,
    /// Pods that have ended take room.
    COUNTS_ENDED,
    /// A critical pod is refused as others are.
    NEVER_PREEMPTS,
    /// All other pods are given up for a critical one.
    PREEMPTS_ALL,
    /// The pod of the highest priority is given up.
    PREEMPTS_THE_FIRST,
    /// After a start, pods are admitted before the labels of the node are known
    /// (kubernetes/kubernetes#100467).
    ADMITS_BEFORE_NODE_IS_KNOWN,
    /// After a start, a pod is refused that runs, if its node has lost a label
    /// (kubernetes/kubernetes#123980).
    REFUSES_WHAT_RUNS,
    /// A container is not started again that the pod's status says is running.
    TRUSTS_THE_STATUS
  }

  /// What the kubelet has decided of a pod.
  private enum Decision {
    NONE,
    ADMITTED,
    OUT_OF_CPU,
    NODE_AFFINITY,
    PREEMPTED
  }

  /// What the container of a pod does.
  private enum Container {
    NONE,
    RUNNING,
    LOST,
    EXITED
  }

  private final Bug bug;
  private final Resource<BoundPod> pods =
      resource("pods", Collections.nCopies(PODS.size(), Optional.of(BoundPod.NEW)));
  private final Component kubelet = component("kubelet");
  private final Component scheduler = component("scheduler");
  private final Informer<BoundPod> known = watch(kubelet, pods);
  private final Informer<BoundPod> seen = watch(scheduler, pods);
  private final Cells<Decision> decisions = cells("decision", PODS.size(), Decision.NONE);
  private final Cell<Boolean> knowsNode = memory(kubelet, "knows its node", false);
  private final Cells<Container> containers = cells("container", PODS.size(), Container.NONE);
  private final Cell<Boolean> label = cell("label of the node", true);
  private final Cell<Integer> faults;

  /// A node without pods.
  ///
  /// @param faultCount how often the kubelet or the scheduler is restarted, or the node rebooted
  /// @param relabels how often somebody takes the label off, at most 1
  public PodAdmissionModel(int faultCount, int relabels, Bug bug) {
    super(1, 1);
    this.bug = bug;
    decisions.forEach(cell -> kubelet.add(cell, Decision.NONE));
    faults = cell("faults left", faultCount);
    declareBinding();
    declareKubelet();
    declareFaults(relabels);
    declareClaims(faultCount, relabels);
  }

  private void declareBinding() {
    step(
        scheduler,
        "bind",
        PODS,
        (tx, n) -> {
          tx.require(seen.is(tx, n, pod -> !pod.bound()));
          var taken = seen.list(tx).stream().filter(BoundPod::isActive).count();
          tx.require(n == CRITICAL || taken < ROOM);
          tx.require(n != LATE || PODS.stream().noneMatch(older -> isUnbound(tx, older, n)));
          tx.require(pods.is(tx, n, pod -> !pod.bound()));
          pods.patch(tx, n, BoundPod::asBound);
        });
  }

  private boolean isUnbound(State state, int number, int than) {
    return number != than && seen.is(state, number, pod -> !pod.bound());
  }

  // ---- the kubelet

  private void declareKubelet() {
    step(kubelet, "see its node", tx -> tx.require(knowsNode, false).set(knowsNode, true));
    step(kubelet, "admit or refuse the oldest", this::admit);
    step(kubelet, "start the container", PODS, this::start);
    step(kubelet, "stop the container", PODS, this::stop);
    step(kubelet, "write the status", PODS, this::write);
  }

  private void admit(Transaction tx) {
    tx.require(tx.get(knowsNode) || bug == Bug.ADMITS_BEFORE_NODE_IS_KNOWN);
    var oldest = PODS.stream().filter(n -> isUndecided(tx, n)).findFirst();
    tx.require(oldest.isPresent());
    var pod = oldest.orElseThrow();
    if (pod == CHOOSY && isChecked(tx) && !(tx.get(knowsNode) && tx.get(label))) {
      tx.set(decisions.get(pod), Decision.NODE_AFFINITY);
    } else if (hasRoom(tx)) {
      tx.set(decisions.get(pod), Decision.ADMITTED);
    } else if (pod == CRITICAL && bug != Bug.NEVER_PREEMPTS) {
      preempt(tx);
    } else {
      tx.set(decisions.get(pod), Decision.OUT_OF_CPU);
    }
  }

  /// Whether it matters to the pod that is choosy what labels its node has: only before it runs
  /// (`requiredDuringSchedulingIgnoredDuringExecution`).
  private boolean isChecked(State state) {
    return state.get(containers.get(CHOOSY)) == Container.NONE || bug == Bug.REFUSES_WHAT_RUNS;
  }

  private boolean isUndecided(State state, int number) {
    return state.get(decisions.get(number)) == Decision.NONE
        && known.is(state, number, BoundPod::isActive);
  }

  private boolean hasRoom(State state) {
    return PODS.stream().filter(n -> takesRoom(state, n)).count() < ROOM;
  }

  private boolean takesRoom(State state, int number) {
    var container = state.get(containers.get(number));
    var decision = state.get(decisions.get(number));
    return switch (decision) {
      case NONE, OUT_OF_CPU, NODE_AFFINITY -> false;
      case PREEMPTED -> container == Container.RUNNING;
      case ADMITTED ->
          switch (container) {
            case NONE, LOST -> bug != Bug.FORGETS_ADMITTED;
            case RUNNING -> true;
            case EXITED -> bug == Bug.COUNTS_ENDED;
          };
    };
  }

  /// Gives up what is of least priority; who asked for the room waits until it is there.
  private void preempt(Transaction tx) {
    var order = bug == Bug.PREEMPTS_THE_FIRST ? PODS : PODS.reversed();
    var victims =
        order.stream()
            .filter(n -> n != CRITICAL && tx.get(decisions.get(n)) == Decision.ADMITTED)
            .toList();
    var isWaiting = PODS.stream().anyMatch(n -> isGivenUp(tx, n) && takesRoom(tx, n));
    tx.require(!isWaiting && !victims.isEmpty());
    victims.stream()
        .limit(bug == Bug.PREEMPTS_ALL ? victims.size() : 1)
        .forEach(n -> tx.set(decisions.get(n), Decision.PREEMPTED));
  }

  private boolean isGivenUp(State state, int number) {
    return state.get(decisions.get(number)) == Decision.PREEMPTED;
  }

  private void start(Transaction tx, int number) {
    tx.require(decisions.get(number), Decision.ADMITTED);
    var container = tx.get(containers.get(number));
    tx.require(container == Container.NONE || container == Container.LOST);
    tx.require(
        container == Container.NONE
            || bug != Bug.TRUSTS_THE_STATUS
            || known.is(tx, number, pod -> pod.status() == Status.PENDING));
    tx.set(containers.get(number), Container.RUNNING);
  }

  private void stop(Transaction tx, int number) {
    tx.require(containers.get(number), Container.RUNNING);
    var decision = tx.get(decisions.get(number));
    tx.require(decision != Decision.NONE && decision != Decision.ADMITTED);
    tx.set(containers.get(number), Container.LOST);
  }

  private void write(Transaction tx, int number) {
    var status = status(tx, number);
    tx.require(pods.is(tx, number, pod -> !pod.status().isFinal() && pod.status() != status));
    pods.patch(tx, number, pod -> pod.in(status));
  }

  private Status status(State state, int number) {
    var container = state.get(containers.get(number));
    var decision = state.get(decisions.get(number));
    if (container == Container.EXITED && decision != Decision.NONE) {
      return Status.SUCCEEDED;
    }
    return switch (decision) {
      case NONE -> pods.get(state, number).map(BoundPod::status).orElse(Status.PENDING);
      case ADMITTED -> container == Container.NONE ? Status.PENDING : Status.RUNNING;
      case OUT_OF_CPU -> container == Container.RUNNING ? Status.RUNNING : Status.OUT_OF_CPU;
      case NODE_AFFINITY -> container == Container.RUNNING ? Status.RUNNING : Status.NODE_AFFINITY;
      case PREEMPTED -> container == Container.RUNNING ? Status.RUNNING : Status.PREEMPTED;
    };
  }

  // ---- faults

  private void declareFaults(int relabels) {
    mayCrash(kubelet, faults);
    mayCrash(scheduler, faults);
    fault(
        "the node is rebooted",
        faults,
        tx -> {
          kubelet.restart(tx);
          containers.forEach(
              cell -> tx.update(cell, c -> c == Container.RUNNING ? Container.LOST : c));
        });
    event(
        "the container of the plain pod is done",
        1,
        tx -> {
          tx.require(containers.get(PLAIN), Container.RUNNING);
          tx.set(containers.get(PLAIN), Container.EXITED);
        });
    event("the node loses its label", relabels, tx -> tx.set(label, false));
  }

  // ---- claims

  private void declareClaims(int faultCount, int relabels) {
    always(
        "the pods that are admitted fit on the node",
        s -> PODS.stream().filter(n -> isAdmitted(s, n)).count() <= ROOM);
    always(
        "a pod that is bound where there is room is not refused for want of it",
        s -> PODS.stream().noneMatch(n -> n != CRITICAL && has(s, n, Status.OUT_OF_CPU)));
    always(
        "a critical pod is not refused for want of room",
        s -> !has(s, CRITICAL, Status.OUT_OF_CPU));
    always(
        "no more pods are given up than a critical pod needs",
        s -> PODS.stream().filter(n -> has(s, n, Status.PREEMPTED)).count() <= 1);
    whenever(
        "a pod is given up only if those of lower priority are",
        s -> PODS.stream().anyMatch(n -> isGivenUp(s, n)),
        s -> !isGivenUp(s, CHOOSY) || !(isAdmitted(s, PLAIN) || isAdmitted(s, LATE)));
    whenever(
        "a pod is refused for the labels of its node only if they have changed",
        s -> has(s, CHOOSY, Status.NODE_AFFINITY),
        s -> !s.get(label));
    always(
        "a pod that has run is not refused for the labels of its node",
        s -> !isRefusedForLabels(s) || s.get(containers.get(CHOOSY)) == Container.NONE);
    eventuallyAlways(
        "in the end every pod runs that is bound and has not ended",
        s -> PODS.stream().noneMatch(n -> pods.is(s, n, BoundPod::isActive) && !isRunning(s, n)));
    sometimes("a pod is given up for the critical one", s -> has(s, PLAIN, Status.PREEMPTED));
    sometimes("the critical pod runs", s -> isRunning(s, CRITICAL));
    sometimes("the node is full", s -> PODS.stream().filter(n -> isRunning(s, n)).count() == ROOM);
    sometimes("a pod has ended, and a late one runs", s -> isRunning(s, LATE));
    if (relabels > 0) {
      sometimes("a pod is refused for the labels of its node", this::isRefusedForLabels);
      sometimes(
          "a pod runs on though its node has lost its label",
          s -> isRunning(s, CHOOSY) && !s.get(label));
    }
    if (faultCount > 0) {
      sometimes(
          "a container was lost, and its pod is admitted again",
          s ->
              PODS.stream()
                  .anyMatch(n -> isAdmitted(s, n) && s.get(containers.get(n)) == Container.LOST));
    }
  }

  private boolean isRefusedForLabels(State state) {
    return state.get(decisions.get(CHOOSY)) == Decision.NODE_AFFINITY;
  }

  private boolean isAdmitted(State state, int number) {
    return state.get(decisions.get(number)) == Decision.ADMITTED
        && state.get(containers.get(number)) != Container.EXITED;
  }

  private boolean isRunning(State state, int number) {
    return state.get(containers.get(number)) == Container.RUNNING;
  }

  private boolean has(State state, int number, Status status) {
    return pods.is(state, number, pod -> pod.status() == status);
  }
}
