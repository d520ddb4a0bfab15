package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.search.Surroundings.Reached;
import dev.plimsoll.checker.trace.Trace;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks for the shortest path that makes do with the steps of a path, any of them, in any order:
/// breadth-first from its first state.
final class Regrouping {

  private final int length;
  private @Nullable Reached wrong;

  private Regrouping(int length) {
    this.length = length;
  }

  /// The path, or a shorter one.
  ///
  /// @param most how many states are looked at
  static Path of(Path path, Ground ground, int most) {
    var steps = path.actions().stream().map(Regrouping::withoutChoices).collect(Collectors.toSet());
    var regrouping = new Regrouping(path.length());
    ground.search(path.first(), most, steps::contains, regrouping::reached);
    return regrouping.wrong == null ? path : ground.walk(regrouping.wrong);
  }

  private static Trace.Action withoutChoices(Trace.Action action) {
    return new Trace.Action(action.rule(), action.arguments(), List.of());
  }

  private boolean reached(Reached state, boolean isWrong) {
    if (state.steps() >= length) {
      return false;
    }
    wrong = isWrong ? state : null;
    return !isWrong;
  }
}
