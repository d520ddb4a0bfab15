package dev.plimsoll.properties.models;

import dev.plimsoll.checker.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A {@link Sketch} with a claim about its behaviours, and fairness.
final class RandomFairModel extends RandomModel {

  static final String CLAIM = "behaves";

  /// What the claim is made of two predicates by.
  enum Shape {
    EVENTUALLY,
    AGAIN_AND_AGAIN,
    LEADS_TO,
    IN_THE_END,
    UNTIL,
    UNLESS
  }

  /// Whether a cell holds a value.
  ///
  /// @param cell any number: they are counted round
  record Predicate(int cell, int value) {}

  /// @param fair numbers of rules, counted round; none for all
  record Assumption(boolean strong, List<Integer> fair, boolean each) {}

  /// @param eachProcess whether fairness is assumed of each process: of the rules that require the
  ///     same cell first
  record Behaviour(
      Shape shape,
      Predicate first,
      Predicate second,
      List<Assumption> assumptions,
      boolean eachProcess) {}

  RandomFairModel(Sketch sketch, Behaviour behaviour) {
    super(sketch);
    behaviour.assumptions().forEach(this::assume);
    if (behaviour.eachProcess()) {
      processes(sketch).values().forEach(numbers -> assume(new Assumption(false, numbers, false)));
    }
    var first = formula(behaviour.first());
    var second = formula(behaviour.second());
    ltl(
        CLAIM,
        switch (behaviour.shape()) {
          case EVENTUALLY -> Formula.eventually(first);
          case AGAIN_AND_AGAIN -> Formula.always(Formula.eventually(first));
          case LEADS_TO -> Formula.leadsTo(first, second);
          case IN_THE_END -> Formula.eventually(Formula.always(first));
          case UNTIL -> Formula.not(first).until(second);
          case UNLESS -> Formula.always(first.implies(Formula.not(second).unless(first)));
        });
    interchangeable("nobody", 1); // so that a search with symmetry is one of all states
  }

  private static Map<Integer, List<Integer>> processes(Sketch sketch) {
    var processes = new TreeMap<Integer, List<Integer>>();
    for (var number = 0; number < sketch.rules().size(); number++) {
      if (sketch.rules().get(number) instanceof Sketch.Rule.Plain(var operations)
          && operations.getFirst() instanceof Sketch.Operation.Require(var cell, var _)) {
        processes.computeIfAbsent(cell, first -> new ArrayList<>()).add(number);
      }
    }
    return processes;
  }

  private Formula formula(Predicate predicate) {
    var cell = cells.get(predicate.cell() % cells.size());
    return Formula.holds(
        cell.name() + " is " + predicate.value(), s -> s.get(cell) == predicate.value());
  }

  private void assume(Assumption assumption) {
    var names =
        assumption.fair().stream()
            .map(number -> rules().get(number % rules().size()).name())
            .distinct()
            .toArray(String[]::new);
    if (assumption.strong() && assumption.each()) {
      stronglyFairEach(names);
    } else if (assumption.strong()) {
      stronglyFair(names);
    } else if (assumption.each()) {
      weaklyFairEach(names);
    } else {
      weaklyFair(names);
    }
  }
}
