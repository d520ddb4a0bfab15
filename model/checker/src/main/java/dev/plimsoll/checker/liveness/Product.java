package dev.plimsoll.checker.liveness;

import java.util.BitSet;
import java.util.function.IntConsumer;

/// The graph of states together with an automaton: its nodes are pairs of a state and a node of the
/// automaton that admits it.
///
/// Steps are those of the graph, and stuttering ones, which leave the state and may still take the
/// automaton on.
final class Product {

  /// The step of a stuttering one.
  static final int STUTTER = -1;

  /// Told of steps.
  interface Visitor {
    /// One of them.
    ///
    /// @param step in the graph, or {@link #STUTTER}
    /// @param target a node
    void step(int step, int target);
  }

  private final StateGraph graph;
  private final Automaton.Node[] automaton;
  private final int[][] successors;
  private final Automaton whole;
  private final long[] labels;

  /// @param labels by state: the predicates that it passes, as bits
  /// @throws ArithmeticException if there are more pairs than can be numbered
  Product(StateGraph graph, Automaton automaton, long[] labels) {
    this.graph = graph;
    this.whole = automaton;
    this.automaton = automaton.nodes().toArray(Automaton.Node[]::new);
    this.labels = labels;
    successors =
        automaton.nodes().stream()
            .map(node -> node.successors().stream().mapToInt(next -> next).toArray())
            .toArray(int[][]::new);
    Math.multiplyExact(graph.size(), Math.max(1, this.automaton.length));
  }

  StateGraph graph() {
    return graph;
  }

  /// How many pairs there are, those among them that do not fit together.
  int size() {
    return graph.size() * automaton.length;
  }

  int state(int node) {
    return node / automaton.length;
  }

  /// How many accepting sets there are.
  int sets() {
    return whole.sets();
  }

  /// The accepting sets that a node is in.
  BitSet accepting(int node) {
    return automaton[node % automaton.length].accepting();
  }

  /// The nodes that a behaviour may begin in.
  void initial(IntConsumer consumer) {
    for (var state : graph.initial) {
      for (var node : whole.initial()) {
        if (automaton[node].admits(labels[state])) {
          consumer.accept(state * automaton.length + node);
        }
      }
    }
  }

  /// Every step out of a node: those of the graph in order, then stuttering.
  void steps(int node, Visitor visitor) {
    var state = state(node);
    var next = successors[node % automaton.length];
    for (var step = graph.first(state); step < graph.first(state + 1); step++) {
      steps(step, graph.target(step), next, visitor);
    }
    steps(STUTTER, state, next, visitor);
  }

  private void steps(int step, int target, int[] next, Visitor visitor) {
    for (var node : next) {
      if (automaton[node].admits(labels[target])) {
        visitor.step(step, target * automaton.length + node);
      }
    }
  }
}
