package dev.plimsoll.raft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of a node.
///
/// @param state afterwards
/// @param lines what the library would log meanwhile
/// @param refusal why the input was not taken; null if it was
public record Outcome<S>(S state, List<LogLine> lines, @Nullable Refusal refusal) {
  public Outcome {
    lines = List.copyOf(lines);
  }

  /// Another state for the same.
  <T> Outcome<T> with(T other) {
    return new Outcome<>(other, lines, refusal);
  }
}
