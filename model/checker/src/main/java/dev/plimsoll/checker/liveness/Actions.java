package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.Fairness;
import dev.plimsoll.checker.value.Value;
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
  private final List<Boolean> strong = new ArrayList<>();

  Actions(List<Fairness> assumed) {
    this.assumed = assumed;
  }

  /// The actions that a step of a rule is one of, if it changes the state.
  ///
  /// @param arguments those of the rule's instance
  List<Integer> of(String rule, List<Value> arguments) {
    var actions = new ArrayList<Integer>();
    for (var index = 0; index < assumed.size(); index++) {
      var fairness = assumed.get(index);
      if (isOf(fairness, rule)) {
        var argument = fairness.each() && !arguments.isEmpty() ? arguments.getFirst() : null;
        actions.add(number(new Action(index, argument), fairness.strong()));
      }
    }
    return actions;
  }

  /// Whether some action is of this rule and not of every other: then it matters which steps are
  /// of it, and not only that there are steps again and again.
  ///
  /// @param rules the names of all
  boolean tellApart(String rule, Set<String> rules) {
    return assumed.stream()
        .anyMatch(
            fairness ->
                isOf(fairness, rule)
                    && (fairness.each() || !rules.stream().allMatch(all -> isOf(fairness, all))));
  }

  private static boolean isOf(Fairness fairness, String rule) {
    return fairness.rules().isEmpty() || fairness.rules().contains(rule);
  }

  private int number(Action action, boolean isStrong) {
    var known = numbers.get(action);
    if (known != null) {
      return known;
    }
    var number = numbers.size();
    numbers.put(action, number);
    strong.add(isStrong);
    return number;
  }

  /// How many have turned up.
  int size() {
    return strong.size();
  }

  boolean isStrong(int action) {
    return strong.get(action);
  }
}
