package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The predicates of a formula, each with a number.
final class Predicates {

  /// As many as fit into a word of bits.
  static final int MOST = Long.SIZE;

  private final List<Predicate<State>> all = new ArrayList<>();

  Predicates(Formula formula) {
    add(formula);
    if (all.size() > MOST) {
      throw new IllegalArgumentException(
          "A formula has %d predicates, but may have %d: %s".formatted(all.size(), MOST, formula));
    }
  }

  private void add(Formula formula) {
    switch (formula) {
      case Formula.Holds(_, var predicate) -> {
        if (!all.contains(predicate)) {
          all.add(predicate);
        }
      }
      case Formula.Not(var of) -> add(of);
      case Formula.Next(var of) -> add(of);
      case Formula.Always(var of) -> add(of);
      case Formula.Eventually(var of) -> add(of);
      case Formula.And(var left, var right) -> add(left, right);
      case Formula.Or(var left, var right) -> add(left, right);
      case Formula.Until(var left, var right) -> add(left, right);
      case Formula.Release(var left, var right) -> add(left, right);
    }
  }

  private void add(Formula left, Formula right) {
    add(left);
    add(right);
  }

  List<Predicate<State>> all() {
    return all;
  }

  int number(Predicate<State> predicate) {
    return all.indexOf(predicate);
  }
}
