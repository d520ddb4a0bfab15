package dev.plimsoll.cluster.incident.sched;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.scheduler.AssumingScheduler;
import dev.plimsoll.cluster.scheduler.SchedulerCache;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Two schedulers, each for the pods that name it, use the same nodes. Each reckons with what it
/// has assumed itself, and with what the other has bound only once it has seen it.
final class TwoSchedulersFillOneNode extends ClusterModel {

  private static final List<Integer> NODES = List.of(0, 1);
  private static final List<Integer> NAMES_DEFAULT = List.of(0, 1);
  private static final List<Integer> NAMES_SECOND = List.of(2);
  private static final int CAPACITY = 1;

  private final Resource<Pod> pods = resource("pods", Collections.nCopies(3, Optional.of(Pod.NEW)));

  /// @param fixed whether each scheduler has nodes of its own
  TwoSchedulersFillOneNode(boolean fixed) {
    super(1, 2);
    declareScheduler("scheduler", NAMES_DEFAULT, fixed ? List.of(0) : NODES);
    declareScheduler("second scheduler", NAMES_SECOND, fixed ? List.of(1) : NODES);
    event(
        "somebody deletes a pod",
        1,
        tx -> {
          var name = tx.choose(NAMES_DEFAULT);
          tx.require(pods.exists(tx, name));
          pods.patch(tx, name, pod -> pod.ended().with(pod.ended().meta().asDeleting()));
        });

    always("the pods on a node fit", NODES, (s, node) -> count(s, node) <= CAPACITY);
    sometimes(
        "both nodes are full", s -> NODES.stream().allMatch(node -> count(s, node) == CAPACITY));
  }

  private long count(State state, int node) {
    return pods.list(state).stream().filter(pod -> pod.isOn(node)).count();
  }

  private void declareScheduler(String name, List<Integer> names, List<Integer> nodes) {
    var component = component(name);
    var cells = cells("cache of " + name, pods.names(), Optional.<Pod>empty());
    cells.forEach(cell -> component.add(cell, Optional.empty()));
    var cache = new SchedulerCache(cells);
    var known =
        watch(
            component, pods, (tx, pod, before, after, by) -> cache.update(tx, pod, before, after));
    var scheduler = new AssumingScheduler(pods, known, cache, nodes, CAPACITY);
    step(component, "assume a pod to be on a node", names, scheduler::assume);
    step(component, "bind a pod", names, scheduler::bind);
    mayCrash(component, 1);
  }
}
