package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.node.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The pods of a workload: those of each node in a cell, and those that are not bound. They are
/// told apart by nothing but what they are, and kept in order, so that states are one that differ
/// in their names alone.
///
/// How many there are on a node is noted beside them: who needs to know no more reads no more, and
/// what it does is known where only a phase is another.
///
/// @param waiting those that are not bound
/// @param bound the others, by node
/// @param counts how many these are, by node
/// @param most how many the model has room for
record Pods(
    Cell<List<Pod>> waiting, List<Cell<List<Pod>>> bound, List<Cell<Count>> counts, int most) {

  private static final Comparator<Pod> ORDER =
      Comparator.comparing(Pod::phase)
          .thenComparing(Pod::started)
          .thenComparing(pod -> pod.meta().deleting())
          .thenComparing(Rollout::isNew);

  /// How many pods are on a node.
  ///
  /// @param old how many stay that are not of a new template
  /// @param current how many stay that are
  /// @param going how many somebody has deleted
  record Count(int old, int current, int going) {

    static final Count NONE = new Count(0, 0, 0);

    private static Count of(List<Pod> pods) {
      var current = pods.stream().filter(pod -> pod.isActive() && Rollout.isNew(pod)).count();
      var going = pods.stream().filter(pod -> !pod.isActive()).count();
      return new Count((int) (pods.size() - current - going), (int) current, (int) going);
    }

    int staying() {
      return old + current;
    }

    int all() {
      return old + current + going;
    }
  }

  Pods {
    bound = List.copyOf(bound);
    counts = List.copyOf(counts);
  }

  // ---- reads

  /// Those on a node.
  List<Pod> on(State state, int node) {
    return state.get(bound.get(node));
  }

  /// How many are on a node.
  Count count(State state, int node) {
    return state.get(counts.get(node));
  }

  /// All of them.
  List<Pod> list(State state) {
    return Stream.concat(
            state.get(waiting).stream(), bound.stream().flatMap(cell -> state.get(cell).stream()))
        .toList();
  }

  /// How many are there to stay.
  int active(State state) {
    return state.get(waiting).size()
        + counts.stream().mapToInt(cell -> state.get(cell).staying()).sum();
  }

  /// How many of the new template, or of the old one, are there to stay.
  int active(State state, boolean isNew) {
    return (int) state.get(waiting).stream().filter(pod -> Rollout.isNew(pod) == isNew).count()
        + counts.stream()
            .map(state::get)
            .mapToInt(count -> isNew ? count.current() : count.old())
            .sum();
  }

  /// Whether there is no room for one more.
  boolean isFull(State state) {
    var all = counts.stream().mapToInt(cell -> state.get(cell).all()).sum();
    return state.get(waiting).size() + all >= most;
  }

  /// Whether a node that passes has some.
  boolean isAnyOn(State state, Predicate<Integer> node) {
    return IntStream.range(0, counts.size())
        .anyMatch(each -> count(state, each).all() > 0 && node.test(each));
  }

  // ---- writes

  /// Creates a pod.
  void create(Transaction tx, Pod pod) {
    var all = new ArrayList<>(tx.get(cell(pod)));
    all.add(pod);
    write(tx, pod, all);
  }

  /// Puts what has become of a pod in its place; a pod goes that is being deleted and that no
  /// finalizer holds.
  void replace(Transaction tx, Pod pod, Pod next) {
    var others = new ArrayList<>(tx.get(cell(pod)));
    others.remove(pod);
    var stays = !next.meta().deleting() || !next.meta().finalizers().isEmpty();
    var moves = !next.node().equals(pod.node());
    if (stays && !moves) {
      others.add(next);
    }
    write(tx, pod, others);
    if (stays && moves) {
      create(tx, next);
    }
  }

  /// Deletes a pod: gracefully if it is bound.
  void delete(Transaction tx, Pod pod) {
    replace(tx, pod, pod.with(pod.meta().asDeleting()));
  }

  private Cell<List<Pod>> cell(Pod pod) {
    return pod.node().map(bound::get).orElse(waiting);
  }

  private void write(Transaction tx, Pod pod, List<Pod> all) {
    var ordered = all.stream().sorted(ORDER).toList();
    tx.set(cell(pod), ordered);
    pod.node().ifPresent(node -> note(tx, counts.get(node), Count.of(ordered)));
  }

  private static void note(Transaction tx, Cell<Count> cell, Count count) {
    if (!tx.get(cell).equals(count)) {
      tx.set(cell, count);
    }
  }
}
