package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.kernel.Leaf;
import java.util.function.LongPredicate;

/// Makes random walks: from an initial state on, each step any of those that are possible, until
/// none is, or something is wrong, or the walk is as long as it may be.
final class RandomWalk implements Run {

  /// How many steps are made between looks at whether to go on.
  private static final int UNWATCHED = 256;

  private final Plan plan;
  private final LongPredicate isWanted;
  private final int[] weights;
  private final Surveyor surveyor;
  private final Path path;
  private final Steps steps = new Steps();

  /// @param isWanted whether the run of a number is to go on
  RandomWalk(Plan plan, LongPredicate isWanted) {
    this.plan = plan;
    this.isWanted = isWanted;
    weights = plan.copyOfWeights();
    surveyor = new Surveyor(plan);
    path = new Path(plan.program().width());
  }

  @Override
  public Made make(long number) {
    var chance = new Chance(plan.seed(), number);
    surveyor.begin(number, weights);
    enter(path.start(plan.start(chance)), Leaf.NO_STEP);
    var depth = 0;
    while (!surveyor.isWrong() && depth < plan.length() && isToGoOn(number, depth)) {
      surveyor.survey(path.state(depth), chance.next(), steps);
      if (!surveyor.step(steps, path, depth)) {
        surveyor.rest(steps, path, depth);
        break;
      }
      depth++;
      enter(path.state(depth), steps.alternative().number);
    }
    return surveyor.end(path, depth);
  }

  private boolean isToGoOn(long number, int depth) {
    return depth % UNWATCHED != 0 || isWanted.test(number);
  }

  private void enter(int[] state, int step) {
    surveyor.enter(state, surveyor.fingerprint(state), step);
  }
}
