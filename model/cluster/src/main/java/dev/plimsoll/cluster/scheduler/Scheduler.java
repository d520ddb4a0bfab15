package dev.plimsoll.cluster.scheduler;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.apiserver.Source;
import dev.plimsoll.cluster.node.NodeName;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;

/// What a scheduler does for one pod: filters the nodes, scores those that are left, and binds the
/// pod to any of the best.
///
/// Source: `pkg/scheduler/schedule_one.go` (`schedulePod`, `selectHost`), v1.30.
///
/// @param known the pods as the scheduler knows them
/// @param nodes their numbers
public record Scheduler(
    Resource<Pod> pods,
    Source<Pod> known,
    List<Integer> nodes,
    List<Filter> filters,
    List<Score> scores) {

  public Scheduler {
    nodes = List.copyOf(nodes);
    filters = List.copyOf(filters);
    scores = List.copyOf(scores);
  }

  /// Binds a pod that is not bound, as far as the scheduler knows; on a conflict nothing happens.
  public void bind(Transaction tx, int name) {
    var pod = pending(tx, name);
    tx.require(pods.get(tx, name).equals(Optional.of(pod)));
    pods.update(tx, name, pod, pod.boundTo(choose(tx, pod)));
  }

  /// Binds a pod that was not bound when it was last seen, whatever it is by now.
  public void bindAnyhow(Transaction tx, int name) {
    var node = choose(tx, pending(tx, name));
    pods.patch(tx, name, current -> current.boundTo(node));
  }

  private int choose(Transaction tx, Pod pod) {
    return tx.choose(best(tx, pod).stream().map(NodeName::new).toList()).node();
  }

  private Pod pending(Transaction tx, int name) {
    var pod = known.get(tx, name);
    tx.require(pod.isPresent() && pod.get().node().isEmpty() && !pod.get().meta().deleting());
    return pod.orElseThrow();
  }

  /// The feasible nodes with the largest score, ascending.
  public List<Integer> best(State state, Pod pod) {
    var feasible =
        nodes.stream()
            .filter(
                node -> filters.stream().allMatch(filter -> filter.isFeasible(state, pod, node)))
            .toList();
    var most = feasible.stream().mapToInt(node -> score(state, pod, node)).max().orElse(0);
    return feasible.stream().filter(node -> score(state, pod, node) == most).toList();
  }

  private int score(State state, Pod pod, int node) {
    return scores.stream().mapToInt(each -> each.score(state, pod, node)).sum();
  }
}
