package dev.plimsoll.cluster.incident.sched;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Handler;
import dev.plimsoll.cluster.client.Informer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A pod finds no room, then the preemption logic finds some that has become free, and nominates
/// the pod for it. The scheduler knows of the nomination only when the watch tells; before, it
/// gives part of the room to another pod of the same priority. From then on the first does not fit,
/// and what is left is kept for it all the same.
///
/// One node. Source: `pkg/scheduler/scheduler.go` (`schedule`, `preempt`) and
/// `internal/queue/scheduling_queue.go`, v1.13.
final class RoomKeptForPodThatDoesNotFit extends ClusterModel {

  private static final int CAPACITY = 2;
  private static final int OLD = 0;

  /// @param size what it requests
  /// @param nominated whether `status.nominatedNodeName` is set
  private record SizedPod(Meta meta, int size, boolean bound, boolean nominated)
      implements ApiObject<SizedPod> {

    static Optional<SizedPod> pending(int size) {
      return Optional.of(new SizedPod(Meta.NEW, size, false, false));
    }

    @Override
    public SizedPod with(Meta newMeta) {
      return new SizedPod(newMeta, size, bound, nominated);
    }

    SizedPod asBound() {
      return new SizedPod(meta, size, true, nominated);
    }

    SizedPod asNominated() {
      return new SizedPod(meta, size, bound, true);
    }
  }

  private final Resource<SizedPod> pods =
      resource(
          "pods",
          List.of(
              SizedPod.pending(2).map(SizedPod::asBound),
              SizedPod.pending(2),
              SizedPod.pending(1),
              SizedPod.pending(1)));
  private final Component scheduler = component("scheduler");
  private final Cell<List<Integer>> assumed = memory(scheduler, "assumed", List.of());
  private final Cell<List<Integer>> nominated = memory(scheduler, "nominated", List.of());
  private final Cell<Optional<Integer>> failed = memory(scheduler, "failed", Optional.empty());
  private final Cell<Boolean> hasMoved = memory(scheduler, "has moved pods", false);
  private final Cells<Boolean> isUnschedulable = cells("unschedulable", pods.names(), false);
  private final Informer<SizedPod> known = watch(scheduler, pods, this::movePods);

  /// @param fixed whether the scheduler knows of a nomination as soon as it makes it
  RoomKeptForPodThatDoesNotFit(boolean fixed) {
    super(1, 2);
    var names = IntStream.range(0, pods.names()).filter(name -> name != OLD).boxed().toList();
    step(scheduler, "schedule a pod", names, this::schedule);
    step(scheduler, "look where the pod could preempt", tx -> preempt(tx, fixed));
    event(
        "what has waited for long is tried again",
        1,
        tx -> {
          tx.require(isUnschedulable.any(tx, true));
          isUnschedulable.forEach(each -> tx.set(each, false));
        });
    event("the old pod ends", 1, tx -> pods.delete(tx, OLD));

    eventuallyAlways(
        "in the end no pod waits that fits",
        s ->
            names.stream()
                .noneMatch(name -> pods.is(s, name, pod -> !pod.bound() && pod.size() <= room(s))));
    sometimes(
        "a pod is bound that was nominated",
        s ->
            names.stream()
                .anyMatch(name -> pods.is(s, name, pod -> pod.bound() && pod.nominated())));
  }

  private int room(State state) {
    return CAPACITY
        - pods.list(state).stream().filter(SizedPod::bound).mapToInt(SizedPod::size).sum();
  }

  /// Makes all pods be tried again when one has gone.
  private void movePods(
      Transaction tx,
      int name,
      Optional<SizedPod> before,
      Optional<SizedPod> after,
      Handler.By by) {
    if (after.isEmpty()) {
      tx.set(hasMoved, true);
      isUnschedulable.forEach(each -> tx.set(each, false));
    }
  }

  /// Binds a pod that fits, as far as the scheduler knows.
  private void schedule(Transaction tx, int name) {
    tx.require(failed, Optional.empty()).require(isUnschedulable.get(name), false);
    tx.require(!isThere(tx, name)).set(hasMoved, false);
    if (fits(tx, name)) {
      tx.update(assumed, all -> with(all, name));
      pods.patch(tx, name, SizedPod::asBound);
    } else {
      tx.set(failed, Optional.of(name));
    }
  }

  /// Nominates the node for a pod that failed, if it fits by now. There is nothing to preempt.
  private void preempt(Transaction tx, boolean knowsAtOnce) {
    var name = tx.get(failed).orElse(OLD);
    tx.require(name != OLD).set(failed, Optional.empty());
    tx.set(isUnschedulable.get(name), !tx.get(hasMoved));
    if (fits(tx, name)) {
      if (knowsAtOnce) {
        tx.update(nominated, all -> with(all, name));
      }
      pods.patch(tx, name, SizedPod::asNominated);
    }
  }

  private static List<Integer> with(List<Integer> all, int name) {
    return Stream.concat(all.stream(), Stream.of(name)).distinct().sorted().toList();
  }

  /// Whether there is room beside the pods on the node and those that are nominated for it.
  private boolean fits(State state, int name) {
    var taken =
        IntStream.range(0, pods.names())
            .filter(each -> each != name && (isThere(state, each) || isNominated(state, each)))
            .map(each -> known.get(state, each).map(SizedPod::size).orElse(0))
            .sum();
    return taken + known.get(state, name).map(SizedPod::size).orElse(0) <= CAPACITY;
  }

  private boolean isThere(State state, int name) {
    return known.is(state, name, SizedPod::bound) || state.get(assumed).contains(name);
  }

  private boolean isNominated(State state, int name) {
    return known.is(state, name, SizedPod::nominated) || state.get(nominated).contains(name);
  }
}
