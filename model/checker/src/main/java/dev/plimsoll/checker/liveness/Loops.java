package dev.plimsoll.checker.liveness;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/// Where a behaviour can go on forever, fairly and accepted by an automaton, if it comes there:
/// around states that lie on cycles, or in one state.
final class Loops {

  /// A part of the graph with the automaton, and where it can be gone round.
  private record Part(Product product, FairComponents components) {}

  private final StateGraph graph;
  private final Cycles cycles;
  private final CycleGraph cyclic;
  private final Automaton automaton;
  private final Labels labels;
  private final Actions actions;
  private final BooleanSupplier isStopped;

  private final Part round;

  /// By label: what a state with it, in which fairness demands nothing, makes with the automaton.
  private final Map<Long, Part> rest = new HashMap<>();

  /// @param cyclic the states that lie on cycles
  Loops(
      StateGraph graph,
      Cycles cycles,
      CycleGraph cyclic,
      Automaton automaton,
      Labels labels,
      Actions actions,
      BooleanSupplier isStopped) {
    this.graph = graph;
    this.cycles = cycles;
    this.cyclic = cyclic;
    this.automaton = automaton;
    this.labels = labels;
    this.actions = actions;
    this.isStopped = isStopped;
    round = part(cyclic);
  }

  private Part part(CycleGraph of) {
    var product = new Product(of, automaton, labels);
    return new Part(product, new FairComponents(product, actions, isStopped));
  }

  /// Looks at all of the graph that matters.
  ///
  /// @return false if it was stopped before it knew
  boolean find() {
    var resting = cycles.resting();
    for (var state = resting.nextSetBit(0); state >= 0; state = resting.nextSetBit(state + 1)) {
      if (!rest.containsKey(labels.get(state))) {
        var part = part(CycleGraph.ofResting(graph, state));
        rest.put(labels.get(state), part);
        if (!part.components.find()) {
          return false;
        }
      }
    }
    return round.components.find();
  }

  /// Whether there is no such place.
  boolean isEmpty() {
    return round.components.isEmpty()
        && rest.values().stream().allMatch(part -> part.components.isEmpty());
  }

  /// Whether there is one at a state and a node of the automaton.
  boolean isAt(int state, int node) {
    if (cycles.cyclic().get(state)) {
      return isAt(round, cyclic.find(state), node);
    }
    return cycles.resting().get(state)
        && isAt(Objects.requireNonNull(rest.get(labels.get(state))), 0, node);
  }

  private static boolean isAt(Part part, int state, int node) {
    return part.components.isFair(part.product.node(state, node));
  }

  /// A short way around such a place.
  ///
  /// @return the states after the first, which is the last as well
  List<Integer> around(int state, int node) {
    if (!cycles.cyclic().get(state)) {
      var part = Objects.requireNonNull(rest.get(labels.get(state)));
      return Collections.nCopies(around(part, 0, node).size(), state);
    }
    return around(round, cyclic.find(state), node).stream()
        .map(each -> cyclic.whole(round.product.state(each)))
        .toList();
  }

  private List<Integer> around(Part part, int state, int node) {
    return new LoopFinder(part.product, actions, part.components)
        .find(part.product.node(state, node));
  }
}
