package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.search.Explorer.Position;
import dev.plimsoll.checker.search.Surroundings;
import dev.plimsoll.checker.trace.Trace;
import java.util.List;

/// What a path is to come to: something wrong at its end ({@link Ending}), or the repetition of
/// what is wrong forever ({@link Repetition}).
sealed interface Goal permits Ending, Repetition {

  /// Whether a path has come to it, at its last position and not before.
  ///
  /// @param positions from an initial one on
  boolean isReached(List<Position> positions);

  /// What searches around states, also for what is wrong at the end of a path.
  Surroundings surroundings();

  /// The trace of a path that has come to it.
  Trace trace(Path path);
}
