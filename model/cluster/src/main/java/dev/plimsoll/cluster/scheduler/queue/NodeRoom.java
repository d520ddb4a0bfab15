package dev.plimsoll.cluster.scheduler.queue;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Node;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What is left on nodes, as far as a scheduler knows: beside pods that it has seen there, those
/// that it assumes to be there, and those that are nominated and not less important.
///
/// Source: `pkg/scheduler/internal/cache/cache.go`, `framework/runtime/framework.go`
/// (`RunFilterPluginsWithNominatedPods`), v1.30.
///
/// @param requests what is asked for under each name; a pod that is assumed to be somewhere counts
///     even if it has gone
/// @param pods as it knows them
/// @param nodes as it knows them
/// @param capacity of each
/// @param assumed the node where each pod is assumed to be
/// @param nominated the node that each pod is nominated for
/// @param bug what it gets wrong
record NodeRoom(
    List<PriorityPod.Request> requests,
    Informer<PriorityPod> pods,
    Informer<Node> nodes,
    int capacity,
    List<Cell<Optional<Integer>>> assumed,
    List<Cell<Optional<Integer>>> nominated,
    Bug bug) {

  private static final int LAST = Integer.MAX_VALUE;

  NodeRoom {
    requests = List.copyOf(requests);
    assumed = List.copyOf(assumed);
    nominated = List.copyOf(nominated);
  }

  /// The names of pods on a node.
  List<Integer> on(State state, int node) {
    return IntStream.range(0, pods.names())
        .filter(name -> isOn(state, name, node))
        .boxed()
        .toList();
  }

  private boolean isOn(State state, int name, int node) {
    return pods.is(state, name, pod -> pod.isOn(node))
        || (bug != Bug.DOES_NOT_ASSUME && isAt(state, assumed, name, node));
  }

  /// The names of pods that are nominated for a node.
  List<Integer> nominatedFor(State state, int node) {
    return IntStream.range(0, pods.names())
        .filter(name -> isAt(state, nominated, name, node) && pods.get(state, name).isPresent())
        .boxed()
        .toList();
  }

  private static boolean isAt(
      State state, List<Cell<Optional<Integer>>> cells, int name, int node) {
    return state.get(cells.get(name)).equals(Optional.of(node));
  }

  /// Whether a pod fits on a node once some pods have gone.
  boolean fits(State state, int name, int node, Collection<Integer> gone) {
    return left(state, name, node, gone, bug != Bug.IGNORES_NOMINATIONS) >= 0;
  }

  /// Whether a pod fits on a node.
  boolean fits(State state, int name, int node) {
    return fits(state, name, node, List.of());
  }

  /// The nodes on which a pod fits, ascending.
  List<Integer> feasible(State state, int name) {
    return IntStream.range(0, nodes.names())
        .filter(node -> fits(state, name, node))
        .boxed()
        .toList();
  }

  /// Whether a pod takes room that is kept for another.
  boolean isKeptForAnother(State state, int name, int node) {
    return left(state, name, node, List.of(), true) < 0;
  }

  /// What would be left beside a pod; less than nothing where it does not fit.
  private int left(
      State state, int name, int node, Collection<Integer> gone, boolean heedsNominations) {
    if (nodes.get(state, node).isEmpty()) {
      return -1;
    }
    var room = capacity - size(name);
    for (var other = 0; other < pods.names(); other++) {
      var counts =
          (isOn(state, other, node) && !gone.contains(other))
              || (heedsNominations
                  && isAt(state, nominated, other, node)
                  && priority(other) >= priority(name));
      room -= other != name && counts ? size(other) : 0;
    }
    return room;
  }

  /// The names of pods that are there and are of less priority than another.
  List<Integer> lower(State state, int name, int node) {
    return on(state, node).stream().filter(other -> priority(other) < priority(name)).toList();
  }

  /// When a pod was started, as far as is known; one that is assumed to be somewhere is the last.
  int started(State state, int name) {
    return pods.get(state, name).map(PriorityPod::started).filter(it -> it > 0).orElse(LAST);
  }

  /// Whether the budget selects a pod.
  boolean isGuarded(int name) {
    return requests.get(name).isGuarded();
  }

  int priority(int name) {
    return requests.get(name).priority();
  }

  private int size(int name) {
    return requests.get(name).size();
  }
}
