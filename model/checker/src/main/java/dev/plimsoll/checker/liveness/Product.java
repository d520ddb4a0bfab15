package dev.plimsoll.checker.liveness;

import java.util.BitSet;

/// A graph of states together with an automaton: its nodes are pairs of a state and a node of the
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

  private final CycleGraph graph;
  private final Automaton.Node[] automaton;
  private final int[][] successors;
  private final Automaton whole;
  private final Labels labels;

  /// @param labels the predicates that the states pass, by their numbers in the whole graph
  /// @throws ArithmeticException if there are more pairs than can be numbered
  Product(CycleGraph graph, Automaton automaton, Labels labels) {
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

  CycleGraph graph() {
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
    return automaton[of(node)].accepting();
  }

  /// The node of a state and a node of the automaton.
  int node(int state, int of) {
    return state * automaton.length + of;
  }

  /// The node of the automaton.
  int of(int node) {
    return node % automaton.length;
  }

  /// Whether a pair fits together.
  boolean fits(int node) {
    return automaton[of(node)].admits(label(state(node)));
  }

  private long label(int state) {
    return labels.get(graph.whole(state));
  }

  /// Every step out of a node: those of the graph in order, then stuttering.
  void steps(int node, Visitor visitor) {
    var state = state(node);
    var next = successors[of(node)];
    for (var step = graph.first(state); step < graph.first(state + 1); step++) {
      steps(step, graph.target(step), next, visitor);
    }
    steps(STUTTER, state, next, visitor);
  }

  private void steps(int step, int target, int[] next, Visitor visitor) {
    var label = label(target);
    for (var of : next) {
      if (automaton[of].admits(label)) {
        visitor.step(step, node(target, of));
      }
    }
  }
}
