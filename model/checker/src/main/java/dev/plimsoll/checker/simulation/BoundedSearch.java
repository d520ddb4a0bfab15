package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.kernel.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/// Makes the searches of a swarm: each depth-first, the steps out of a state in an order by chance,
/// bounded in depth and in states, and unlike the others in its bounds and in how much rules weigh
/// (Holzmann, Joshi, Groce, "Swarm Verification Techniques", IEEE Transactions on Software
/// Engineering 37(6), 2011; rules that are switched off by chance: Groce, Zhang, Eide, Chen,
/// Regehr, "Swarm Testing", ISSTA 2012).
final class BoundedSearch implements Run {

  /// How many steps are made between looks at whether to go on.
  private static final int UNWATCHED = 1024;

  /// A search sees at most 2 to the power of a number from this on.
  private static final int FEWEST_STATES = 10;

  private static final int BOUNDS = 6;

  /// A search goes as deep as it may, or half as deep, or half of that, or half of that.
  private static final int DEPTHS = 4;

  private static final int HEAVY = 8;

  private final Plan plan;
  private final LongPredicate isWanted;
  private final Surveyor surveyor;
  private final Path path;

  /// By depth: the steps out of the state there that were not yet made.
  private final List<Steps> open = new ArrayList<>();

  /// @param isWanted whether the run of a number is to go on
  BoundedSearch(Plan plan, LongPredicate isWanted) {
    this.plan = plan;
    this.isWanted = isWanted;
    surveyor = new Surveyor(plan);
    path = new Path(plan.program().width());
  }

  @Override
  public Made make(long number) {
    var chance = new Chance(plan.seed(), number);
    var deepest = Math.max(1, plan.length() >> chance.below(DEPTHS));
    var most = 1 << (FEWEST_STATES + chance.below(BOUNDS));
    surveyor.begin(number, weights(number, chance));
    var depth = search(number, chance, deepest, most);
    return surveyor.end(path, depth);
  }

  /// The plan's weights in every other search; in those between, some rules weigh more and some are
  /// switched off.
  private int[] weights(long number, Chance chance) {
    var weights = plan.copyOfWeights();
    if (number % 2 == 0) {
      for (var rule = 0; rule < weights.length; rule++) {
        weights[rule] *=
            switch (chance.below(8)) {
              case 0 -> 0;
              case 1, 2 -> HEAVY;
              default -> 1;
            };
      }
    }
    return weights;
  }

  /// @return how deep it is where it ends
  private int search(long number, Chance chance, int deepest, int most) {
    var visited = new FingerprintSet();
    var depth = 0;
    enter(path.start(plan.start(chance)), Leaf.NO_STEP, visited);
    expand(depth, chance);
    for (var tried = 1; !surveyor.isWrong() && visited.size() < most; tried++) {
      if (tried % UNWATCHED == 0 && !isWanted.test(number)) {
        break;
      }
      var steps = open.get(depth);
      if (!surveyor.step(steps, path, depth)) {
        surveyor.rest(steps, path, depth);
        if (depth == 0 || surveyor.isWrong()) {
          break;
        }
        depth--;
      } else if (enter(path.state(depth + 1), steps.alternative().number, visited)) {
        if (surveyor.isWrong() || depth + 1 < deepest) {
          depth++;
          expand(depth, chance);
        }
      }
    }
    return depth;
  }

  /// Comes to a state unless it was visited.
  ///
  /// @return whether it was not
  private boolean enter(int[] state, int step, FingerprintSet visited) {
    var fingerprint = surveyor.fingerprint(state);
    var added = visited.add(fingerprint);
    if (added) {
      surveyor.enter(state, fingerprint, step);
    }
    return added;
  }

  private void expand(int depth, Chance chance) {
    if (depth == open.size()) {
      open.add(new Steps());
    }
    surveyor.survey(path.state(depth), chance.next(), open.get(depth));
  }
}
