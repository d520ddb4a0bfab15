package dev.plimsoll.properties.liveness;

import dev.plimsoll.checker.Fairness;
import dev.plimsoll.properties.liveness.WrittenGraph.Edge;
import dev.plimsoll.properties.liveness.WrittenGraph.Temporal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.AsSubgraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;

/// Decides whether a written graph has a fair behaviour that violates its formula, as simply as can
/// be: every state with every set of subformulas that could be true there, and the components of
/// that graph as JGraphT finds them.
///
/// A second implementation: it shares nothing with the checker's.
final class LivenessOracle {

  /// A state, and the subformulas that are true from it on.
  private record Node(int state, Set<Temporal> truths) {}

  /// An action that fairness is assumed of.
  private record Action(Fairness fairness, int argument) {
    boolean has(Edge edge) {
      return (fairness.rules().isEmpty() || fairness.rules().contains(edge.rule()))
          && (!fairness.each() || edge.argument() == argument)
          && edge.from() != edge.to();
    }
  }

  private final WrittenGraph written;
  private final List<Temporal> subformulas = new ArrayList<>();
  private final List<Action> actions = new ArrayList<>();
  private final Map<Integer, List<Node>> nodes = new HashMap<>();
  private final Graph<Node, DefaultEdge> graph = new DirectedPseudograph<>(DefaultEdge.class);

  LivenessOracle(WrittenGraph written) {
    this.written = written;
    addSubformulas(written.formula());
    for (var fairness : written.fairness()) {
      var arguments = fairness.each() ? WrittenGraph.ARGUMENTS : List.of(0);
      arguments.forEach(argument -> actions.add(new Action(fairness, argument)));
    }
  }

  private void addSubformulas(Temporal formula) {
    formula.parts().forEach(this::addSubformulas);
    if (!subformulas.contains(formula)) {
      subformulas.add(formula);
    }
  }

  boolean isViolated() {
    var open = new ArrayDeque<Node>();
    for (var node : nodes(0)) {
      if (!node.truths.contains(written.formula())) {
        graph.addVertex(node);
        open.add(node);
      }
    }
    while (!open.isEmpty()) {
      var node = open.remove();
      for (var state : next(node.state)) {
        for (var target : nodes(state)) {
          if (fitsBefore(node, target)) {
            if (graph.addVertex(target)) {
              open.add(target);
            }
            graph.addEdge(node, target);
          }
        }
      }
    }
    return hasFairCycle(graph.vertexSet());
  }

  /// Where a behaviour can be next: stuttering is always possible.
  private Set<Integer> next(int state) {
    var next =
        written.edges().stream()
            .filter(edge -> edge.from() == state)
            .map(Edge::to)
            .collect(Collectors.toSet());
    next.add(state);
    return next;
  }

  private List<Node> nodes(int state) {
    return nodes.computeIfAbsent(state, this::guesses);
  }

  /// Every way to guess which temporal subformulas are true; the others follow.
  private List<Node> guesses(int state) {
    var guesses = List.<Set<Temporal>>of(Set.of());
    for (var formula : subformulas) {
      var longer = new ArrayList<Set<Temporal>>();
      for (var guess : guesses) {
        for (var value : values(formula, guess, state)) {
          var with = new HashSet<>(guess);
          if (value) {
            with.add(formula);
          }
          longer.add(with);
        }
      }
      guesses = longer;
    }
    return guesses.stream().map(truths -> new Node(state, truths)).toList();
  }

  private List<Boolean> values(Temporal formula, Set<Temporal> truths, int state) {
    return switch (formula) {
      case Temporal.P() -> List.of(written.p().contains(state));
      case Temporal.Q() -> List.of(written.q().contains(state));
      case Temporal.Not(var of) -> List.of(!truths.contains(of));
      case Temporal.And(var left, var right) ->
          List.of(truths.contains(left) && truths.contains(right));
      case Temporal.Or(var left, var right) ->
          List.of(truths.contains(left) || truths.contains(right));
      case Temporal.Next _,
          Temporal.Always _,
          Temporal.Eventually _,
          Temporal.Until _,
          Temporal.Release _ ->
          List.of(false, true);
    };
  }

  /// Whether what is guessed of a state fits what is guessed of the next.
  private boolean fitsBefore(Node node, Node next) {
    return subformulas.stream()
        .allMatch(
            formula ->
                node.truths.contains(formula)
                    == switch (formula) {
                      case Temporal.Next(var of) -> next.truths.contains(of);
                      case Temporal.Always(var of) ->
                          node.truths.contains(of) && next.truths.contains(formula);
                      case Temporal.Eventually(var of) ->
                          node.truths.contains(of) || next.truths.contains(formula);
                      case Temporal.Until(var left, var right) ->
                          node.truths.contains(right)
                              || (node.truths.contains(left) && next.truths.contains(formula));
                      case Temporal.Release(var left, var right) ->
                          node.truths.contains(right)
                              && (node.truths.contains(left) || next.truths.contains(formula));
                      case Temporal.P _,
                          Temporal.Q _,
                          Temporal.Not _,
                          Temporal.And _,
                          Temporal.Or _ ->
                          node.truths.contains(formula);
                    });
  }

  private boolean hasFairCycle(Set<Node> nodes) {
    var part = new AsSubgraph<>(graph, nodes);
    return new KosarajuStrongConnectivityInspector<>(part)
        .getStronglyConnectedComponents().stream().anyMatch(this::isOrHasFairCycle);
  }

  private boolean isOrHasFairCycle(Graph<Node, DefaultEdge> component) {
    var nodes = component.vertexSet();
    if (component.edgeSet().isEmpty() || !subformulas.stream().allMatch(f -> isKept(f, nodes))) {
      return false;
    }
    for (var action : actions) {
      var enabled = nodes.stream().filter(node -> isEnabled(action, node.state)).toList();
      var taken = component.edgeSet().stream().anyMatch(edge -> isTaken(action, edge));
      if (!taken && !action.fairness.strong() && enabled.size() == nodes.size()) {
        return false;
      }
      if (!taken && action.fairness.strong() && !enabled.isEmpty()) {
        var rest = new HashSet<>(nodes);
        enabled.forEach(rest::remove);
        return hasFairCycle(rest);
      }
    }
    return true;
  }

  /// Whether what is promised, or denied, by a guess comes true somewhere.
  private static boolean isKept(Temporal formula, Set<Node> nodes) {
    return switch (formula) {
      case Temporal.Until(_, var right) ->
          nodes.stream().anyMatch(n -> !n.truths.contains(formula) || n.truths.contains(right));
      case Temporal.Eventually(var of) ->
          nodes.stream().anyMatch(n -> !n.truths.contains(formula) || n.truths.contains(of));
      case Temporal.Release(_, var right) ->
          nodes.stream().anyMatch(n -> n.truths.contains(formula) || !n.truths.contains(right));
      case Temporal.Always(var of) ->
          nodes.stream().anyMatch(n -> n.truths.contains(formula) || !n.truths.contains(of));
      case Temporal.P _,
          Temporal.Q _,
          Temporal.Not _,
          Temporal.And _,
          Temporal.Or _,
          Temporal.Next _ ->
          true;
    };
  }

  private boolean isEnabled(Action action, int state) {
    return IntStream.range(0, written.states()).anyMatch(to -> isStep(action, state, to));
  }

  private boolean isTaken(Action action, DefaultEdge edge) {
    return isStep(action, graph.getEdgeSource(edge).state, graph.getEdgeTarget(edge).state);
  }

  private boolean isStep(Action action, int from, int to) {
    return written.edges().stream()
        .anyMatch(edge -> edge.from() == from && edge.to() == to && action.has(edge));
  }
}
