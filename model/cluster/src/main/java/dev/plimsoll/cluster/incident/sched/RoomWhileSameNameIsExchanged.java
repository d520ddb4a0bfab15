package dev.plimsoll.cluster.incident.sched;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Handler;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.scheduler.AssumingScheduler;
import dev.plimsoll.cluster.scheduler.SchedulerCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Of two schedulers one leads. The other loses its watch while a pod is deleted and another of the
/// same name is bound, and learns of both by a list: as an update with another uid. It takes the
/// old pod out of its cache and then adds the new one. If it leads by then, it may schedule a pod
/// in between, and sees room that there is not.
///
/// The lead passes at once, and only to a scheduler that knows all there is to know: what goes
/// wrong with leases, and with schedulers that lag, is told elsewhere.
final class RoomWhileSameNameIsExchanged extends ClusterModel {

  private static final int WEB_0 = 0;
  private static final int OTHER = 1;
  private static final List<Integer> NAMES = List.of(WEB_0, OTHER);
  private static final List<Integer> SCHEDULERS = List.of(0, 1);
  private static final int NODE = 0;
  private static final int CAPACITY = 1;

  private final Resource<Pod> pods =
      resource("pods", List.of(Optional.of(Pod.NEW.boundTo(NODE)), Optional.of(Pod.NEW)));
  private final Cell<Integer> leader = cell("leader", 0);
  private final List<SchedulerCache> caches = new ArrayList<>();
  private final List<Informer<Pod>> informers = new ArrayList<>();

  /// @param fixed whether the cache exchanges pods of the same name in one section of its lock
  RoomWhileSameNameIsExchanged(boolean fixed) {
    super(1, 3);
    statefulPod(pods, WEB_0);
    SCHEDULERS.forEach(scheduler -> declareScheduler(scheduler, fixed));
    event(
        "somebody deletes the pod, without grace",
        2,
        tx -> {
          tx.require(pods.is(tx, WEB_0, pod -> pod.node().isPresent()));
          pods.patch(tx, WEB_0, pod -> pod.ended().with(pod.ended().meta().asDeleting()));
        });
    event(
        "the lead passes",
        1,
        tx -> {
          var next = 1 - tx.get(leader);
          var known = informers.get(next);
          NAMES.forEach(name -> tx.require(known.get(tx, name).equals(pods.get(tx, name))));
          tx.set(leader, next);
        });

    always("the pods on a node fit", s -> count(s) <= CAPACITY);
    sometimes(
        "the next leader schedules a pod that waits",
        s ->
            s.get(leader) == 1
                && caches.get(1).get(s, OTHER).isPresent()
                && pods.is(s, OTHER, pod -> pod.node().isEmpty()));
  }

  private long count(State state) {
    return pods.list(state).stream().filter(pod -> pod.isOn(NODE)).count();
  }

  private void declareScheduler(int number, boolean exchangesAtOnce) {
    var component = component("scheduler " + number);
    var cells =
        cells(
            "cache of scheduler " + number,
            List.of(pods.initial().get(WEB_0), Optional.<Pod>empty()));
    var cache = new SchedulerCache(cells);
    var known =
        watch(
            component,
            pods,
            exchangesAtOnce
                ? (tx, name, before, after, by) -> cache.update(tx, name, before, after)
                : inTwoSections(component, cache));
    caches.add(cache);
    informers.add(known);
    var scheduler = new AssumingScheduler(pods, known, cache, List.of(NODE), CAPACITY);
    step(
        component,
        "assume a pod to be on the node",
        NAMES,
        (tx, name) -> {
          tx.require(leader, number);
          scheduler.assume(tx, name);
        });
    step(
        component,
        "bind a pod",
        NAMES,
        (tx, name) -> {
          tx.require(leader, number);
          scheduler.bind(tx, name);
        });
    mayReconnect(component, 1);
  }

  /// Takes over what is seen of a pod; one with another uid is taken out first, and added by a step
  /// of its own. Nothing else that the watch tells of is handled before.
  private Handler<Pod> inTwoSections(Component component, SchedulerCache cache) {
    Cells<Optional<Pod>> toAdd =
        cells("to be added to the cache of " + component.name(), NAMES.size(), Optional.empty());
    step(
        component,
        "add a pod to the cache",
        NAMES,
        (tx, name) -> {
          var pod = tx.get(toAdd.get(name));
          tx.require(pod.isPresent());
          pod.ifPresent(it -> cache.add(tx, name, it));
          tx.set(toAdd.get(name), Optional.empty());
        });
    return (tx, name, before, after, by) -> {
      tx.require(by == Handler.By.LIST || toAdd.all(tx, Optional.empty()));
      if (isBoundAndAnother(before, after)) {
        cache.remove(tx, name);
        tx.set(toAdd.get(name), after);
      } else {
        cache.update(tx, name, before, after);
      }
    };
  }

  private static boolean isBoundAndAnother(Optional<Pod> before, Optional<Pod> after) {
    return before.isPresent()
        && after.isPresent()
        && after.get().node().isPresent()
        && before.get().meta().uid() != after.get().meta().uid();
  }
}
