package dev.plimsoll.examples.puzzle;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.function.Predicate;

/// Something to be solved: either there is a solution, or a solution is asked for.
abstract class Puzzle extends Model {

  /// Claims that there is a solution or, where one is asked for, that there is none: then the
  /// counterexample is a shortest one.
  final void solution(boolean isAskedFor, Predicate<State> solved) {
    if (isAskedFor) {
      never("there is no solution", solved);
    } else {
      sometimes("there is a solution", solved);
    }
  }

  /// Whether a solution is asked for.
  static Parameter solve() {
    return Parameter.flag("solve", false, "claim that there is no solution, so as to be shown one");
  }
}
