package dev.plimsoll.properties.liveness;

import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.Model;

/// A written graph as a model.
final class GraphModel extends Model {

  static final String CLAIM = "the formula";

  GraphModel(WrittenGraph graph) {
    var at = cell("at", 0);
    for (var rule : WrittenGraph.RULES) {
      rule(
          rule,
          WrittenGraph.ARGUMENTS,
          (tx, argument) ->
              tx.set(
                  at,
                  tx.choose(
                      graph.edges().stream()
                          .filter(edge -> edge.rule().equals(rule) && edge.argument() == argument)
                          .filter(edge -> edge.from() == tx.get(at))
                          .map(WrittenGraph.Edge::to)
                          .toList())));
    }
    for (var each : graph.fairness()) {
      var rules = each.rules().stream().sorted().toArray(String[]::new);
      if (each.strong() && each.each()) {
        stronglyFairEach(rules);
      } else if (each.strong()) {
        stronglyFair(rules);
      } else if (each.each()) {
        weaklyFairEach(rules);
      } else {
        weaklyFair(rules);
      }
    }
    var p = Formula.holds("p", state -> graph.p().contains(state.get(at)));
    var q = Formula.holds("q", state -> graph.q().contains(state.get(at)));
    ltl(CLAIM, graph.formula().formula(p, q));
    interchangeable("nobody", 1); // so that a search with symmetry is one of all states
  }
}
