package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.kernel.Ints;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Finds a shortest path, of the graph of states together with an automaton, to a place where a
/// behaviour can go on forever: breadth-first, asking for the steps out of each state as it comes
/// to it.
final class StemFinder {

  private static final int OFTEN = 1 << 12;
  private static final int NOWHERE = -1;

  private final StateGraph graph;
  private final Automaton automaton;
  private final Labels labels;
  private final Loops loops;
  private final BooleanSupplier isStopped;

  /// By node of the automaton: the states with which it was reached.
  private final List<BitSet> seen = new ArrayList<>();

  // What was reached, in order: a state, a node of the automaton, and the place of the one before.
  private final Ints states = new Ints();
  private final Ints nodes = new Ints();
  private final Ints from = new Ints();

  /// The place of the end of the path.
  private int found = NOWHERE;

  StemFinder(
      StateGraph graph,
      Automaton automaton,
      Labels labels,
      Loops loops,
      BooleanSupplier isStopped) {
    this.graph = graph;
    this.automaton = automaton;
    this.labels = labels;
    this.loops = loops;
    this.isStopped = isStopped;
    automaton.nodes().forEach(node -> seen.add(new BitSet()));
  }

  /// Looks for one.
  ///
  /// @return false if it was stopped before it knew
  boolean find() {
    for (var state : graph.initial) {
      reach(state, automaton.initial(), NOWHERE);
    }
    for (var place = 0; place < states.size(); place++) {
      if (place % OFTEN == 0 && isStopped.getAsBoolean()) {
        return false;
      }
      var state = states.get(place);
      var node = nodes.get(place);
      if (loops.isAt(state, node)) {
        found = place;
        return true;
      }
      var next = automaton.nodes().get(node).successors();
      graph.look(state);
      for (var step = 0; step < graph.steps(); step++) {
        reach(graph.target(step), next, place);
      }
      reach(state, next, place);
    }
    return true;
  }

  private void reach(int state, List<Integer> next, int place) {
    var label = labels.get(state);
    for (var node : next) {
      if (automaton.nodes().get(node).admits(label) && !seen.get(node).get(state)) {
        seen.get(node).set(state);
        states.add(state);
        nodes.add(node);
        from.add(place);
      }
    }
  }

  /// Whether there is one.
  boolean isFound() {
    return found != NOWHERE;
  }

  /// The node of the automaton at its end.
  int node() {
    return nodes.get(found);
  }

  /// The states of the path that was found.
  List<Integer> states() {
    var path = new ArrayList<Integer>();
    for (var place = found; place != NOWHERE; place = from.get(place)) {
      path.add(states.get(place));
    }
    return path.reversed();
  }
}
