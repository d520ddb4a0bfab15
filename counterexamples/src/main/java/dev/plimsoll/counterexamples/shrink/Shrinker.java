package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.Fault;
import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.trace.Trace;

/// Makes a trace shorter, wherever it comes from, while it still comes to the same wrong.
///
/// Steps are dropped ({@link Dropping}) and moved ({@link Regrouping}, {@link Sorting}), shorter
/// ways are looked for around what is left ({@link Shortcut}), and all of that again until nothing
/// changes. Each candidate is executed: a step is known by its rule, its arguments and its choices,
/// and is made only where the model allows it. What comes out depends on the trace and the model
/// alone.
public final class Shrinker {

  /// How many states are looked at in search of a shortcut.
  private static final int MOST_STATES = 30_000;

  private final Ground ground;

  private Shrinker(Ground ground) {
    this.ground = ground;
  }

  /// Shrinks a trace.
  ///
  /// @param fault what is wrong at its end
  /// @param interruption by which to end early, with what was reached by then
  /// @throws IllegalArgumentException if the trace is no behaviour of the model, does not come to
  ///     the fault, or repeats itself forever
  public static Shrunk shrink(Model model, Fault fault, Trace trace, Interruption interruption) {
    if (trace.loop() != null) {
      throw new IllegalArgumentException("Only a trace that ends can be shrunk");
    }
    var ground = new Ground(model, fault, interruption);
    var shrunk = new Shrinker(ground).shrink(ground.walk(trace));
    return new Shrunk(trace, shrunk.toTrace(), !interruption.isRequested());
  }

  private Path shrink(Path path) {
    var shrunk = path.withoutLoops();
    Path before;
    do {
      before = shrunk;
      shrunk = new Dropping(ground, false).drop(shrunk);
      shrunk = new Dropping(ground, true).drop(shrunk);
      shrunk = Regrouping.of(shrunk, ground, MOST_STATES);
      shrunk = new Sorting(ground).sort(shrunk);
      shrunk = Shortcut.around(shrunk, ground, MOST_STATES / Math.max(1, shrunk.length()));
    } while (!shrunk.actions().equals(before.actions()));
    return shrunk;
  }
}
