package dev.plimsoll.cluster.scheduler;

import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;

/// What a scheduler does for one pod in two parts: the scheduling cycle, which assumes that the pod
/// is on a node, and the binding cycle, which makes the call. Others can be scheduled in between.
///
/// Source: `pkg/scheduler/scheduler.go` (`scheduleOne`, `assume`, `bind`), v1.22.
///
/// @param known the pods as the scheduler knows them
/// @param cache what it reckons with
/// @param nodes those that it may use
/// @param capacity how many pods there is room for on a node
public record AssumingScheduler(
    Resource<Pod> pods,
    Informer<Pod> known,
    SchedulerCache cache,
    List<Integer> nodes,
    int capacity) {

  public AssumingScheduler {
    nodes = List.copyOf(nodes);
  }

  /// Chooses a node with room for a pod, and assumes the pod to be there.
  public void assume(Transaction tx, int name) {
    var pod = known.get(tx, name);
    tx.require(pod.isPresent() && pod.get().node().isEmpty() && cache.get(tx, name).isEmpty());
    var feasible = nodes.stream().filter(node -> cache.count(tx, node) < capacity).toList();
    cache.add(tx, name, pod.get().boundTo(tx.choose(feasible)));
  }

  /// Binds a pod to the node where it is assumed to be. If it is no longer the pod that was
  /// scheduled, it is forgotten.
  public void bind(Transaction tx, int name) {
    var assumed = cache.get(tx, name);
    var pod = pods.get(tx, name);
    tx.require(assumed.isPresent() && !pod.equals(assumed));
    tx.require(!known.get(tx, name).equals(assumed)); // otherwise the binding is made
    var isTheSame =
        pod.isPresent()
            && pod.get().node().isEmpty()
            && pod.get().meta().uid() == assumed.get().meta().uid();
    if (isTheSame) {
      pods.update(tx, name, pod.get(), assumed.get());
    } else {
      cache.remove(tx, name);
    }
  }
}
