package dev.plimsoll.cluster.incident.missed;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Handler.By;
import dev.plimsoll.cluster.node.Kubelets;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.scheduler.Filter;
import dev.plimsoll.cluster.scheduler.Scheduler;
import java.util.List;
import java.util.Optional;

/// A scheduler counts the pods on the only node, which has room for one. A pod that is deleted
/// while the watch is broken is shown by the next list, as `DeletedFinalStateUnknown`; where that
/// is not understood, the pod is counted for ever and the next one waits for ever.
///
/// Source: `pkg/scheduler/factory/factory.go`, v1.8, and `pkg/scheduler/eventhandlers.go`, v1.23,
/// where assumed pods do not expire.
final class PodCountedForever extends ClusterModel {

  /// What the scheduler does when a list shows that a pod has gone.
  enum Unknown {
    /// It does not know what to do with it: the pod is counted on.
    IGNORED,
    /// The pod is no longer counted if it was bound when it was last seen.
    AS_LAST_SEEN,
    /// The pod is no longer counted: what was last seen of it may be long past.
    FORGOTTEN
  }

  private static final int NODE = 0;
  private static final List<Integer> PODS = List.of(0, 1);

  private final Unknown unknown;
  private final Resource<Pod> pods = resource("pods", PODS.size());
  private final Kubelets kubelets =
      new Kubelets(pods, cells("container", PODS.size(), Optional.empty()));
  private final List<Cell<Optional<Integer>>> counted;

  PodCountedForever(Unknown unknown) {
    super(1, 3);
    this.unknown = unknown;
    var component = component("scheduler");
    counted =
        PODS.stream()
            .map(pod -> memory(component, "counts pod " + pod, Optional.<Integer>empty()))
            .toList();
    var known = watch(component, pods, this::changed);
    var room = (Filter) (s, pod, node) -> counted.stream().allMatch(at -> s.get(at).isEmpty());
    var scheduler = new Scheduler(pods, known, List.of(NODE), List.of(room), List.of());
    step(component, "bind a pod", PODS, (tx, pod) -> bind(tx, scheduler, pod));
    declareKubelet();
    event("somebody creates a pod", 2, tx -> pods.create(tx, tx.choose(pods.free(tx)), Pod.NEW));
    event("somebody deletes a pod", 1, tx -> pods.delete(tx, tx.choose(taken(tx))));
    mayReconnect(component, 1);

    eventuallyAlways(
        "no pod waits while there is room", s -> !bound(s).isEmpty() || taken(s).isEmpty());
    sometimes(
        "a pod runs after another was deleted",
        s -> taken(s).size() == 1 && kubelets.running().any(s, Optional.of(2)));
  }

  private List<Integer> bound(State state) {
    return PODS.stream().filter(pod -> pods.is(state, pod, each -> each.isOn(NODE))).toList();
  }

  private List<Integer> taken(State state) {
    return PODS.stream().filter(pod -> pods.exists(state, pod)).toList();
  }

  /// Binds a pod, which is assumed to be on the node from now on.
  private void bind(Transaction tx, Scheduler scheduler, int pod) {
    scheduler.bind(tx, pod);
    tx.set(counted.get(pod), pods.get(tx, pod).map(each -> each.meta().uid()));
  }

  /// What the scheduler does when its cache changes. That another pod has taken the name is an
  /// update, which it understands.
  private void changed(Transaction tx, int name, Optional<Pod> before, Optional<Pod> after, By by) {
    var isGone = before.isPresent() && after.filter(pod -> uid(pod) == uid(before.get())).isEmpty();
    if (isGone && (by == By.WATCH || after.isPresent() || isForgotten(before.get()))) {
      tx.set(counted.get(name), Optional.empty());
    }
    if (after.isPresent() && after.get().isOn(NODE)) {
      tx.set(counted.get(name), after.map(PodCountedForever::uid));
    }
  }

  private boolean isForgotten(Pod lastSeen) {
    return switch (unknown) {
      case IGNORED -> false;
      case AS_LAST_SEEN -> lastSeen.isOn(NODE);
      case FORGOTTEN -> true;
    };
  }

  private static int uid(Pod pod) {
    return pod.meta().uid();
  }

  private void declareKubelet() {
    var component = component("kubelet");
    var known = watch(component, pods);
    step(component, "start a container", PODS, (tx, p) -> kubelets.start(tx, known, NODE, p));
    step(component, "stop a container", PODS, (tx, p) -> kubelets.stop(tx, known, NODE, p));
    step(component, "let a pod go", PODS, (tx, p) -> kubelets.letGo(tx, known, NODE, p));
  }
}
