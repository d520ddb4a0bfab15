package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.Formula;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the automaton that accepts what satisfies a formula (Gerth, Peled, Vardi, Wolper, "Simple
/// On-the-fly Automatic Verification of Linear Temporal Logic", PSTV 1995), then joins nodes that
/// cannot be told apart.
final class Tableau {

  /// Nodes of an automaton that no formula of a sensible size has.
  private static final int MOST_NODES = 20_000;

  /// A formula in negation normal form: only predicates are negated.
  private sealed interface Normal {
    record Literal(int predicate, boolean positive) implements Normal {}

    record Constant(boolean value) implements Normal {}

    record And(Normal left, Normal right) implements Normal {}

    record Or(Normal left, Normal right) implements Normal {}

    record Next(Normal of) implements Normal {}

    record Until(Normal left, Normal right) implements Normal {}

    record Release(Normal left, Normal right) implements Normal {}
  }

  /// A node while it is made: what is to be broken up, what was, and what is to be so next.
  private record Draft(
      Set<Integer> incoming, Deque<Normal> todo, Set<Normal> now, Set<Normal> next) {

    Draft copy() {
      return new Draft(
          incoming, new ArrayDeque<>(todo), new LinkedHashSet<>(now), new LinkedHashSet<>(next));
    }

    void require(Normal formula) {
      if (!now.contains(formula) && !todo.contains(formula)) {
        todo.add(formula);
      }
    }
  }

  private record Key(Set<Normal> now, Set<Normal> next) {}

  private static final int START = -1;

  private final Predicates predicates;
  private final Map<Key, Integer> numbers = new HashMap<>();
  private final List<Draft> done = new ArrayList<>();

  private Tableau(Predicates predicates) {
    this.predicates = predicates;
  }

  /// The automaton of what violates a formula.
  ///
  /// @param predicates those of the formula
  static Automaton ofViolations(Formula formula, Predicates predicates) {
    var tableau = new Tableau(predicates);
    return Quotient.of(tableau.automaton(tableau.normal(formula, true)));
  }

  private Normal normal(Formula formula, boolean negated) {
    return switch (formula) {
      case Formula.Holds(_, var predicate) ->
          new Normal.Literal(predicates.number(predicate), !negated);
      case Formula.Not(var of) -> normal(of, !negated);
      case Formula.Next(var of) -> new Normal.Next(normal(of, negated));
      case Formula.And(var left, var right) ->
          negated
              ? new Normal.Or(normal(left, true), normal(right, true))
              : new Normal.And(normal(left, false), normal(right, false));
      case Formula.Or(var left, var right) ->
          negated
              ? new Normal.And(normal(left, true), normal(right, true))
              : new Normal.Or(normal(left, false), normal(right, false));
      case Formula.Until(var left, var right) ->
          until(negated, normal(left, negated), normal(right, negated));
      case Formula.Release(var left, var right) ->
          until(!negated, normal(left, negated), normal(right, negated));
      case Formula.Eventually(var of) ->
          until(negated, new Normal.Constant(!negated), normal(of, negated));
      case Formula.Always(var of) ->
          until(!negated, new Normal.Constant(negated), normal(of, negated));
    };
  }

  private static Normal until(boolean negated, Normal left, Normal right) {
    return negated ? new Normal.Release(left, right) : new Normal.Until(left, right);
  }

  private Automaton automaton(Normal formula) {
    var open = new ArrayDeque<Draft>();
    open.add(draft(START, Set.of(formula)));
    while (!open.isEmpty()) {
      breakUp(open.removeLast(), open);
    }
    var untils = untils();
    var successors = new ArrayList<List<Integer>>();
    done.forEach(node -> successors.add(new ArrayList<>()));
    var initial = new ArrayList<Integer>();
    for (var number = 0; number < done.size(); number++) {
      for (var from : done.get(number).incoming) {
        (from == START ? initial : successors.get(from)).add(number);
      }
    }
    var nodes = new ArrayList<Automaton.Node>();
    for (var number = 0; number < done.size(); number++) {
      nodes.add(node(done.get(number), successors.get(number), untils));
    }
    return new Automaton(nodes, initial, untils.size());
  }

  private static Draft draft(int from, Set<Normal> formulas) {
    var incoming = new LinkedHashSet<Integer>();
    incoming.add(from);
    return new Draft(
        incoming, new ArrayDeque<>(formulas), new LinkedHashSet<>(), new LinkedHashSet<>());
  }

  private void breakUp(Draft node, Deque<Draft> open) {
    while (!node.todo.isEmpty()) {
      var formula = node.todo.removeFirst();
      node.now.add(formula);
      switch (formula) {
        case Normal.Constant(var value) -> {
          if (!value) {
            return;
          }
        }
        case Normal.Literal(var predicate, var positive) -> {
          if (node.now.contains(new Normal.Literal(predicate, !positive))) {
            return;
          }
        }
        case Normal.Next(var of) -> node.next.add(of);
        case Normal.And(var left, var right) -> {
          node.require(left);
          node.require(right);
        }
        case Normal.Or(var left, var right) -> {
          var other = node.copy();
          other.require(right);
          open.add(other);
          node.require(left);
        }
        case Normal.Until(var left, var right) -> {
          var other = node.copy();
          other.require(left);
          other.next.add(formula);
          open.add(other);
          node.require(right);
        }
        case Normal.Release(var left, var right) -> {
          var other = node.copy();
          other.require(left);
          other.require(right);
          open.add(other);
          node.require(right);
          node.next.add(formula);
        }
      }
    }
    finish(node, open);
  }

  private void finish(Draft node, Deque<Draft> open) {
    var key = new Key(node.now, node.next);
    var known = numbers.get(key);
    if (known != null) {
      done.get(known).incoming.addAll(node.incoming);
      return;
    }
    if (done.size() == MOST_NODES) {
      throw new IllegalArgumentException("A formula is too large: split the claim into several");
    }
    var number = done.size();
    numbers.put(key, number);
    done.add(
        new Draft(new LinkedHashSet<>(node.incoming), new ArrayDeque<>(), node.now, node.next));
    open.add(draft(number, node.next));
  }

  private List<Normal.Until> untils() {
    return done.stream()
        .flatMap(node -> node.now.stream())
        .filter(Normal.Until.class::isInstance)
        .map(Normal.Until.class::cast)
        .distinct()
        .toList();
  }

  private static Automaton.Node node(
      Draft draft, List<Integer> successors, List<Normal.Until> untils) {
    var holds = 0L;
    var fails = 0L;
    for (var formula : draft.now) {
      if (formula instanceof Normal.Literal(var predicate, var positive)) {
        holds |= positive ? 1L << predicate : 0;
        fails |= positive ? 0 : 1L << predicate;
      }
    }
    var accepting = new BitSet();
    for (var i = 0; i < untils.size(); i++) {
      var until = untils.get(i);
      accepting.set(i, !draft.now.contains(until) || draft.now.contains(until.right()));
    }
    return new Automaton.Node(holds, fails, List.copyOf(successors), accepting);
  }

  /// Joins nodes that admit the same states, are in the same sets and have the same successors,
  /// until there are none.
  private static final class Quotient {

    private record Shape(long holds, long fails, Set<Integer> successors, BitSet accepting) {}

    static Automaton of(Automaton automaton) {
      var before = automaton;
      while (true) {
        var after = joined(before);
        if (after.nodes().size() == before.nodes().size()) {
          return after;
        }
        before = after;
      }
    }

    private static Automaton joined(Automaton automaton) {
      var classes = new LinkedHashMap<Shape, Integer>();
      var classOf = new ArrayList<Integer>();
      for (var node : automaton.nodes()) {
        var shape =
            new Shape(
                node.holds(),
                node.fails(),
                new LinkedHashSet<>(node.successors()),
                node.accepting());
        classOf.add(classes.computeIfAbsent(shape, same -> classes.size()));
      }
      var nodes = new ArrayList<Automaton.Node>();
      for (var shape : classes.keySet()) {
        nodes.add(
            new Automaton.Node(
                shape.holds, shape.fails, joined(shape.successors, classOf), shape.accepting));
      }
      return new Automaton(nodes, joined(automaton.initial(), classOf), automaton.sets());
    }

    private static List<Integer> joined(Iterable<Integer> numbers, List<Integer> classOf) {
      var joined = new LinkedHashSet<Integer>();
      numbers.forEach(number -> joined.add(classOf.get(number)));
      return List.copyOf(joined);
    }
  }
}
