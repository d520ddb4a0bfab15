package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.liveness.Lasso;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.search.Explorer.Position;
import dev.plimsoll.checker.search.Explorer.Transition;
import dev.plimsoll.checker.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Walks about in a model by chance for as long as it is told, past nothing wrong, and then on to
/// the first violation of a claim: a counterexample as long as one from a real system.
final class Wanderer {

  private static final int TRIES = 1_000;

  private final Model model;
  private final Claim claim;
  private final Explorer explorer;
  private final SplittableRandom chance;
  private final List<Position> positions = new ArrayList<>();
  private final List<Trace.Step> steps = new ArrayList<>();

  private Wanderer(Model model, Claim claim, long seed) {
    this.model = model;
    this.claim = claim;
    explorer = new Explorer(model);
    chance = new SplittableRandom(seed);
  }

  /// A counterexample of at least so many steps.
  static Trace counterexample(Model model, Claim claim, int least, long seed) {
    var wanderer = new Wanderer(model, claim, seed);
    for (var attempt = 0; attempt < TRIES; attempt++) {
      var trace = wanderer.walk(least);
      if (trace != null) {
        return trace;
      }
    }
    throw new AssertionError("No walk of %d steps violates %s".formatted(least, claim.name()));
  }

  private @Nullable Trace walk(int least) {
    positions.clear();
    steps.clear();
    take(null, explorer.initial().getFirst());
    while (steps.size() < 3 * least) {
      var isLongEnough = steps.size() >= least;
      var way = way(isLongEnough);
      if (way == null) {
        return isLongEnough ? repeated() : null;
      }
      take(way.action(), way.target());
      var found = explorer.violates(claim, way.target()) ? new Trace(steps) : repeated();
      if (isLongEnough && found != null) {
        return found;
      }
    }
    return null;
  }

  /// A step by chance that leads somewhere else; null where there is none.
  private @Nullable Transition way(boolean mayViolate) {
    var here = positions.getLast();
    var ways = new ArrayList<>(explorer.successors(here));
    ways.removeIf(way -> way.target().equals(here));
    while (!ways.isEmpty()) {
      var way = ways.remove(chance.nextInt(ways.size()));
      if (mayViolate || !explorer.violates(claim, way.target())) {
        return way;
      }
    }
    return null;
  }

  private void take(Trace.@Nullable Action action, Position position) {
    positions.add(position);
    steps.add(new Trace.Step(action, position.values()));
  }

  /// The walk repeated from where it was before, or at rest, if that violates a liveness claim.
  private @Nullable Trace repeated() {
    var last = positions.size() - 1;
    for (var loop = claim.kind() == Claim.Kind.LIVENESS ? 1 : last + 1; loop <= last; loop++) {
      if (positions.get(loop - 1).equals(positions.get(last)) && violates(loop)) {
        return new Trace(steps, loop);
      }
    }
    return claim.kind() == Claim.Kind.LIVENESS && violates(last) ? new Trace(steps, last) : null;
  }

  private boolean violates(int loop) {
    var lasso =
        new Lasso<>(
            positions,
            loop,
            position ->
                explorer.successors(position).stream()
                    .map(step -> new Lasso.Step<>(step.action(), step.target()))
                    .toList(),
            explorer::view);
    return lasso.isFair(model.fairness()) && lasso.violates(claim);
  }
}
