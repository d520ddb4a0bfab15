package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Fairness;
import dev.plimsoll.checker.liveness.Lasso;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.search.Explorer.Position;
import dev.plimsoll.checker.search.Fault;
import dev.plimsoll.checker.search.Surroundings;
import dev.plimsoll.checker.trace.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A position in which a path was before, so that it can go on like this forever, or one in which
/// nothing may happen any more: where that is fair and violates a liveness claim.
final class Repetition implements Goal {

  private final Explorer explorer;
  private final List<Fairness> fairness;
  private final Claim claim;
  private final Surroundings surroundings;
  private final Map<Position, Boolean> atRest = new HashMap<>();
  private final Map<Position, List<Lasso.Step<Position>>> steps = new HashMap<>();

  /// @param claim a liveness claim
  Repetition(Explorer explorer, List<Fairness> fairness, Claim claim) {
    this.explorer = explorer;
    this.fairness = fairness;
    this.claim = claim;
    surroundings = new Surroundings(explorer, new Fault.AtRest(fairness));
  }

  @Override
  public boolean isReached(List<Position> positions) {
    return loop(positions).isPresent();
  }

  /// From which index on the positions can be repeated, the fewest first; the last one where
  /// nothing happens any more.
  private OptionalInt loop(List<Position> positions) {
    var last = positions.size() - 1;
    if (isAtRest(positions.getLast()) && violates(positions, last)) {
      return OptionalInt.of(last);
    }
    for (var before = last - 1; before >= 0; before--) {
      if (positions.get(before).equals(positions.getLast()) && violates(positions, before + 1)) {
        return OptionalInt.of(before + 1);
      }
    }
    return OptionalInt.empty();
  }

  private boolean isAtRest(Position position) {
    return atRest.computeIfAbsent(position, surroundings::isAtRest);
  }

  private boolean violates(List<Position> positions, int loop) {
    var lasso = new Lasso<>(positions, loop, this::steps, explorer::view);
    try {
      return lasso.isFair(fairness) && lasso.violates(claim);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return false;
    }
  }

  private List<Lasso.Step<Position>> steps(Position position) {
    return steps.computeIfAbsent(
        position,
        from ->
            explorer.successors(from).stream()
                .map(step -> new Lasso.Step<>(step.action(), step.target()))
                .toList());
  }

  @Override
  public Surroundings surroundings() {
    return surroundings;
  }

  @Override
  public Trace trace(Path path) {
    return path.toTrace(loop(path.positions()).orElseThrow());
  }
}
