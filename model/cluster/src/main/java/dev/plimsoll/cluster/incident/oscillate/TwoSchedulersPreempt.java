package dev.plimsoll.cluster.incident.oscillate;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.scheduler.Filter;
import dev.plimsoll.cluster.scheduler.Scheduler;
import dev.plimsoll.cluster.workload.WorkloadModel;
import java.util.List;
import java.util.Optional;

/// One scheduler preempts a pod of another, to make room for its own; the ReplicaSet creates the
/// pod again, and the other scheduler binds it to the room that was made, for ever.
///
/// Source: `pkg/scheduler/framework/preemption/preemption.go` (`prepareCandidate`) and
/// `pkg/scheduler/framework/runtime/framework.go` (`addNominatedPods`), v1.30.
final class TwoSchedulersPreempt extends WorkloadModel {

  private static final int NODE = 0;
  private static final int PREEMPTOR = 0;

  /// `status.nominatedNodeName` of the preemptor.
  private final Cell<Boolean> nominated = cell("node 0 is nominated for pod 0", false);

  /// @param fixed whether a scheduler heeds nominations of pods that it does not schedule itself
  TwoSchedulersPreempt(boolean fixed) {
    super(1, List.of(Optional.of(Pod.NEW), Optional.empty(), Optional.empty()));
    declareReplicaSet(s -> 1, Pod.NEW.with(Meta.NEW.ownedBy(1)));
    declareKubelets();
    var first = component("scheduler 1");
    var ofFirst = watch(first, pods);
    var one = scheduler(ofFirst, (s, pod, node) -> count(s, ofFirst, node) == 0);
    step(first, "bind its pod", tx -> one.bind(tx, PREEMPTOR));
    step(first, "preempt a pod", names, (tx, name) -> preempt(tx, ofFirst, name));
    var second = component("scheduler 2");
    var ofSecond = watch(second, pods);
    var two =
        scheduler(
            ofSecond,
            (s, pod, node) ->
                count(s, ofSecond, node) == 0 && !(fixed && isNominated(s, ofSecond)));
    step(second, "bind a pod", List.of(1, 2), two::bind);

    eventuallyAlways("in the end the preemptor is bound", this::isBound);
    sometimes("the preemptor has what it preempted", s -> s.get(nominated) && isBound(s));
  }

  private Scheduler scheduler(Informer<Pod> known, Filter filter) {
    return new Scheduler(pods, known, List.of(NODE), List.of(filter), List.of());
  }

  /// Deletes a pod that is in the way, unless one is about to go already.
  private void preempt(Transaction tx, Informer<Pod> known, int name) {
    tx.require(known.is(tx, PREEMPTOR, pod -> pod.node().isEmpty()));
    tx.require(known.is(tx, name, pod -> pod.isOn(NODE) && pod.isActive()));
    tx.require(known.list(tx).stream().noneMatch(pod -> pod.meta().deleting()));
    tx.require(pods.get(tx, name).equals(known.get(tx, name)));
    tx.set(nominated, true);
    pods.delete(tx, name);
  }

  /// Whether the node is nominated for the preemptor and it is not bound yet, as far as is known.
  private boolean isNominated(State state, Informer<Pod> known) {
    return state.get(nominated) && known.is(state, PREEMPTOR, pod -> pod.node().isEmpty());
  }

  private boolean isBound(State state) {
    return pods.is(state, PREEMPTOR, pod -> pod.node().isPresent());
  }
}
