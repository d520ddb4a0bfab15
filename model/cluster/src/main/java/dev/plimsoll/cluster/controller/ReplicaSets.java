package dev.plimsoll.cluster.controller;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.apiserver.Source;
import dev.plimsoll.cluster.apiserver.WatchEvent;
import dev.plimsoll.cluster.client.Handler;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.PodName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// What the ReplicaSet controller does for one ReplicaSet, one call after another. A pod that has
/// failed, has succeeded or is to go does not count.
///
/// Source: `pkg/controller/replicaset/replica_set.go` (`syncReplicaSet`, `manageReplicas`,
/// `getPodsToDelete`), v1.30. Left out: a sync that makes several calls; the next call waits until
/// the cache shows the one before.
///
/// @param known the pods as the controller knows them
/// @param expectations what it waits for, told by {@link #observing}; none where what it knows does
///     not lag
/// @param wanted as the controller knows it
public record ReplicaSets(
    Resource<Pod> pods,
    Source<Pod> known,
    Optional<Cell<Expectations>> expectations,
    Function<State, Wanted> wanted) {

  /// What a ReplicaSet asks for.
  ///
  /// @param replicas `spec.replicas`
  /// @param template what is created; pods of the same owner are its own
  public record Wanted(int replicas, Pod template) {

    /// As many pods of a template as a state says.
    public static Function<State, Wanted> of(ToIntFunction<State> replicas, Pod template) {
      return state -> new Wanted(replicas.applyAsInt(state), template);
    }
  }

  /// Observes what was expected as the cache shows it.
  public static Handler<Pod> observing(Cell<Expectations> expectations) {
    return (tx, name, before, after, by) -> {
      if (before.isEmpty()) {
        tx.update(expectations, held -> held.observed(new WatchEvent.Added(name)));
      } else if (after.isEmpty() || after.get().meta().deleting()) {
        tx.update(expectations, held -> held.observed(new WatchEvent.Deleted(name)));
      }
    };
  }

  /// Creates a pod where there are too few.
  public void create(Transaction tx) {
    requireSatisfied(tx);
    var asked = wanted.apply(tx);
    tx.require(active(tx, asked).size() < asked.replicas());
    var free = known.free(tx).stream().filter(name -> !pods.exists(tx, name)).toList();
    tx.require(!free.isEmpty());
    expect(tx, new Expectations(1, List.of()));
    var name = pods.generated().isPresent() ? choose(tx, free) : free.getFirst();
    pods.create(tx, name, asked.template());
  }

  /// Deletes a pod where there are too many.
  public void delete(Transaction tx) {
    requireSatisfied(tx);
    var asked = wanted.apply(tx);
    var active = active(tx, asked);
    tx.require(active.size() > asked.replicas());
    var least = active.stream().mapToInt(name -> worth(tx, name)).min().orElse(0);
    var name = choose(tx, active.stream().filter(each -> worth(tx, each) == least).toList());
    tx.require(pods.is(tx, name, pod -> !pod.meta().deleting()));
    expect(tx, new Expectations(0, List.of(name)));
    pods.delete(tx, name);
  }

  private static int choose(Transaction tx, List<Integer> names) {
    return tx.choose(names.stream().map(PodName::new).toList()).pod();
  }

  private void requireSatisfied(Transaction tx) {
    expectations.ifPresent(cell -> tx.require(tx.get(cell).areSatisfied()));
  }

  private void expect(Transaction tx, Expectations expected) {
    expectations.ifPresent(cell -> tx.set(cell, expected));
  }

  /// How many of its pods run.
  public int available(State state) {
    return (int)
        active(state, wanted.apply(state)).stream()
            .filter(name -> known.is(state, name, pod -> pod.phase() == Pod.Phase.RUNNING))
            .count();
  }

  private List<Integer> active(State state, Wanted asked) {
    var owner = asked.template().meta().owner();
    return IntStream.range(0, known.names())
        .filter(
            name ->
                known.is(state, name, pod -> pod.isActive() && pod.meta().owner().equals(owner)))
        .boxed()
        .toList();
  }

  private int worth(State state, int name) {
    var pod = known.get(state, name).orElseThrow();
    var there =
        pod.node()
            .map(node -> (int) known.list(state).stream().filter(it -> it.isOn(node)).count())
            .orElse(0);
    return worth(pod, there, known.names());
  }

  /// How much a pod is worth. What is worth less goes first: a pod that is not bound, then one that
  /// does not run, then the one with most others on its node, then one that was not up for long
  /// (`ActivePodsWithRanks`).
  ///
  /// @param there how many pods there are on its node, it among them
  /// @param most how many there can be at most
  public static int worth(Pod pod, int there, int most) {
    return pod.node().isEmpty()
        ? 0
        : 2 * (pod.phase() == Pod.Phase.RUNNING ? 2 : 1) * (most + 1)
            - 2 * there
            + (pod.started() ? 1 : 0);
  }
}
