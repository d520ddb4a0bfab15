package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.Fairness;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.checker.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The actions that fairness is assumed of, each with a number.
///
/// Fairness of each argument is of as many actions as arguments turn up.
final class Actions {

  /// An action.
  ///
  /// @param argument null where the argument does not matter
  private record Action(int fairness, @Nullable Value argument) {}

  private final List<Fairness> assumed;
  private final Map<Action, Integer> numbers = new HashMap<>();

  /// By action: the assumption.
  private final List<Fairness> assumptions = new ArrayList<>();

  Actions(List<Fairness> assumed) {
    this.assumed = assumed;
  }

  /// The actions that the steps of an instance of a rule are of, if they change the state.
  List<Integer> of(Memo memo) {
    return of(memo.name, memo.arguments.stream().<Value>map(Values::of).toList());
  }

  /// The actions that a step of a rule is one of, if it changes the state.
  ///
  /// @param arguments those of the rule's instance
  List<Integer> of(String rule, List<Value> arguments) {
    var actions = new ArrayList<Integer>();
    for (var index = 0; index < assumed.size(); index++) {
      var fairness = assumed.get(index);
      if (fairness.isOf(rule)) {
        var argument = fairness.each() && !arguments.isEmpty() ? arguments.getFirst() : null;
        actions.add(number(new Action(index, argument), fairness));
      }
    }
    return actions;
  }

  /// Whether an action is all that rules do: then it matters only that there are steps again and
  /// again, and not which.
  ///
  /// @param rules the names of all
  boolean isOfAll(int action, Set<String> rules) {
    var fairness = assumptions.get(action);
    return !fairness.each() && rules.stream().allMatch(fairness::isOf);
  }

  private int number(Action action, Fairness fairness) {
    var known = numbers.get(action);
    if (known != null) {
      return known;
    }
    var number = numbers.size();
    numbers.put(action, number);
    assumptions.add(fairness);
    return number;
  }

  /// How many have turned up.
  int size() {
    return assumptions.size();
  }

  boolean isStrong(int action) {
    return assumptions.get(action).strong();
  }
}
