package dev.plimsoll.properties.liveness;

import dev.plimsoll.checker.Fairness;
import dev.plimsoll.checker.Formula;
import java.util.List;
import java.util.Set;

/// A small graph with what is assumed and claimed of it, as plain data. {@link GraphModel} gives it
/// to the checker, {@link LivenessOracle} decides it the dumb way.
///
/// @param states how many; behaviours begin in state 0
/// @param p the states in which the predicate `p` holds
/// @param q the same for `q`
/// @param formula over `p` and `q`
record WrittenGraph(
    int states,
    List<Edge> edges,
    Set<Integer> p,
    Set<Integer> q,
    List<Fairness> fairness,
    Temporal formula) {

  static final List<String> RULES = List.of("a", "b", "c");
  static final List<Integer> ARGUMENTS = List.of(0, 1);

  /// A step that a rule can make with an argument.
  record Edge(String rule, int argument, int from, int to) {}

  /// A formula over two predicates.
  sealed interface Temporal {
    record P() implements Temporal {}

    record Q() implements Temporal {}

    record Not(Temporal of) implements Temporal {}

    record And(Temporal left, Temporal right) implements Temporal {}

    record Or(Temporal left, Temporal right) implements Temporal {}

    record Next(Temporal of) implements Temporal {}

    record Always(Temporal of) implements Temporal {}

    record Eventually(Temporal of) implements Temporal {}

    record Until(Temporal left, Temporal right) implements Temporal {}

    record Release(Temporal left, Temporal right) implements Temporal {}

    /// The same formula for the checker.
    default Formula formula(Formula p, Formula q) {
      return switch (this) {
        case P() -> p;
        case Q() -> q;
        case Not(var of) -> Formula.not(of.formula(p, q));
        case And(var left, var right) -> left.formula(p, q).and(right.formula(p, q));
        case Or(var left, var right) -> left.formula(p, q).or(right.formula(p, q));
        case Next(var of) -> Formula.next(of.formula(p, q));
        case Always(var of) -> Formula.always(of.formula(p, q));
        case Eventually(var of) -> Formula.eventually(of.formula(p, q));
        case Until(var left, var right) -> left.formula(p, q).until(right.formula(p, q));
        case Release(var left, var right) -> left.formula(p, q).release(right.formula(p, q));
      };
    }

    /// The parts that this is made of, before this.
    default List<Temporal> parts() {
      return switch (this) {
        case P(), Q() -> List.of();
        case Not(var of) -> List.of(of);
        case Next(var of) -> List.of(of);
        case Always(var of) -> List.of(of);
        case Eventually(var of) -> List.of(of);
        case And(var left, var right) -> List.of(left, right);
        case Or(var left, var right) -> List.of(left, right);
        case Until(var left, var right) -> List.of(left, right);
        case Release(var left, var right) -> List.of(left, right);
      };
    }
  }
}
