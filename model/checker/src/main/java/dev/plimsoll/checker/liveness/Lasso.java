package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Fairness;
import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.trace.Trace;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A behaviour that repeats itself, judged by the definitions alone.
///
/// @param <S> states, with equality
/// @param states one after the other; the steps between them are real
/// @param loop the index of the state that follows the last one
/// @param steps every step out of a state
/// @param view a state as claims read it
public record Lasso<S>(
    List<S> states, int loop, Function<S, List<Step<S>>> steps, Function<S, State> view) {

  /// A step out of a state.
  public record Step<S>(Trace.Action action, S target) {}

  /// Whether the last state is followed by the one at the loop's index: by a step, or as nothing
  /// happens.
  public boolean isClosed() {
    var last = states.getLast();
    var next = states.get(loop);
    return last.equals(next)
        || steps.apply(last).stream().anyMatch(step -> step.target().equals(next));
  }

  /// Whether the behaviour is one that the model's fairness allows.
  public boolean isFair(List<Fairness> fairness) {
    var actions = new Actions(fairness);
    var always = new BitSet();
    var enabled = new BitSet();
    var taken = new BitSet();
    for (var index = loop; index < states.size(); index++) {
      var here = new BitSet();
      for (var step : steps.apply(states.get(index))) {
        if (!step.target().equals(states.get(index))) {
          var of = actions.of(step.action().rule(), step.action().arguments());
          of.forEach(here::set);
          if (step.target().equals(states.get(next(index)))) {
            of.forEach(taken::set);
          }
        }
      }
      enabled.or(here);
      if (index == loop) {
        always.or(here);
      } else {
        always.and(here);
      }
    }
    return IntStream.range(0, actions.size())
        .filter(action -> !taken.get(action))
        .noneMatch(action -> (actions.isStrong(action) ? enabled : always).get(action));
  }

  /// Whether the behaviour violates one of the claim's formulas.
  public boolean violates(Claim claim) {
    return claim.formulas().stream().anyMatch(formula -> !holds(formula).get(0));
  }

  private int next(int index) {
    return index + 1 < states.size() ? index + 1 : loop;
  }

  /// The indexes of the states from which on the formula holds.
  private BitSet holds(Formula formula) {
    return switch (formula) {
      case Formula.Holds(_, var predicate) ->
          where(index -> predicate.test(view.apply(states.get(index))));
      case Formula.Not(var of) -> {
        var not = holds(of);
        not.flip(0, states.size());
        yield not;
      }
      case Formula.And(var left, var right) -> {
        var both = holds(left);
        both.and(holds(right));
        yield both;
      }
      case Formula.Or(var left, var right) -> {
        var either = holds(left);
        either.or(holds(right));
        yield either;
      }
      case Formula.Next(var of) -> {
        var then = holds(of);
        yield where(index -> then.get(next(index)));
      }
      case Formula.Eventually(var of) -> until(where(index -> true), holds(of));
      case Formula.Until(var left, var right) -> until(holds(left), holds(right));
      case Formula.Always(var of) -> release(new BitSet(), holds(of));
      case Formula.Release(var left, var right) -> release(holds(left), holds(right));
    };
  }

  private BitSet where(java.util.function.IntPredicate test) {
    return IntStream.range(0, states.size())
        .filter(test)
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }

  /// The least solution.
  private BitSet until(BitSet left, BitSet right) {
    var holds = right;
    while (true) {
      var before = holds;
      holds = where(index -> right.get(index) || (left.get(index) && before.get(next(index))));
      if (holds.equals(before)) {
        return holds;
      }
    }
  }

  /// The greatest solution.
  private BitSet release(BitSet left, BitSet right) {
    var holds = right;
    while (true) {
      var before = holds;
      holds = where(index -> right.get(index) && (left.get(index) || before.get(next(index))));
      if (holds.equals(before)) {
        return holds;
      }
    }
  }
}
