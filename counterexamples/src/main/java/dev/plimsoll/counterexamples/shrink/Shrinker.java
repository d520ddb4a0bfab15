package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.search.Fault;
import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.trace.Trace;
import java.util.function.IntConsumer;

/// Makes a trace shorter, wherever it comes from, while it still comes to the same wrong.
///
/// Steps are dropped ({@link Dropping}) and moved ({@link Regrouping}, {@link Sorting}), shorter
/// ways are looked for around what is left ({@link Shortcut}), what is in steps is made smaller
/// ({@link Lessening}), and all of that again until nothing changes. Each candidate is executed: a
/// step is known by its rule, its arguments and its choices, and is made only where the model
/// allows it. A behaviour that repeats itself is taken as the path once around, and is to come back
/// to where it was, fairly, and violate its claim ({@link Repetition}). What comes out depends on
/// the trace and the model alone.
///
/// It comes to an end: each change makes the path shorter or, at the same length, puts at the first
/// step that differs one that comes earlier in the order of the model.
public final class Shrinker {

  /// How many states are looked at in search of a shortcut.
  private static final int MOST_STATES = 30_000;

  /// How many are looked at in the end, farther away.
  private static final int FAR_STATES = 150_000;

  private final Goal goal;
  private final Ground ground;

  private Shrinker(Goal goal, Ground ground) {
    this.goal = goal;
    this.ground = ground;
  }

  /// Shrinks a trace that ends.
  ///
  /// @param fault what is wrong at its end
  /// @param interruption by which to end early, with what was reached by then
  /// @throws IllegalArgumentException if the trace is no behaviour of the model, does not come to
  ///     the fault, or repeats itself forever
  public static Shrunk shrink(Model model, Fault fault, Trace trace, Interruption interruption) {
    if (trace.loop() != null) {
      throw new IllegalArgumentException("Only a trace that ends comes to something wrong");
    }
    var explorer = new Explorer(model);
    return shrink(explorer, new Ending(explorer, fault), trace, interruption, steps -> {});
  }

  /// Shrinks a counterexample to a claim.
  ///
  /// @param interruption by which to end early, with what was reached by then
  /// @param observer told now and then of how many steps there are
  /// @throws IllegalArgumentException if the trace is no behaviour of the model, or does not
  ///     violate the claim
  public static Shrunk shrink(
      Model model, Claim claim, Trace trace, Interruption interruption, IntConsumer observer) {
    var explorer = new Explorer(model);
    var goal =
        claim.kind() == Claim.Kind.LIVENESS
            ? new Repetition(explorer, model.fairness(), claim)
            : new Ending(explorer, new Fault.Violated(claim));
    return shrink(explorer, goal, trace, interruption, observer);
  }

  private static Shrunk shrink(
      Explorer explorer, Goal goal, Trace trace, Interruption interruption, IntConsumer observer) {
    var ground = new Ground(explorer, goal, interruption, observer);
    var shrunk = new Shrinker(goal, ground).shrink(ground.walk(trace));
    return new Shrunk(trace, goal.trace(shrunk), !interruption.isRequested());
  }

  private Path shrink(Path path) {
    var shrunk = goal instanceof Ending ? path.withoutLoops() : path;
    Path before;
    do {
      before = shrunk;
      shrunk = new Dropping(ground, false).drop(shrunk);
      shrunk = new Dropping(ground, true).drop(shrunk);
      if (goal instanceof Ending) {
        shrunk = Regrouping.of(shrunk, ground, MOST_STATES);
      }
      shrunk = new Sorting(ground).sort(shrunk);
      shrunk = Shortcut.around(shrunk, ground, MOST_STATES / Math.max(1, shrunk.length()));
      shrunk = new Lessening(ground).lessen(shrunk);
      ground.tell(shrunk);
    } while (!shrunk.actions().equals(before.actions()));
    var farther = Shortcut.ahead(shrunk, ground, FAR_STATES);
    return farther.length() < shrunk.length() ? shrink(farther) : shrunk;
  }
}
