package dev.plimsoll.reports.explore;

import java.time.Duration;

/// How far a search from a place goes.
///
/// @param states how many are looked at
/// @param time how long that may take
public record Bounds(int states, Duration time) {

  /// What is looked at where nothing else is asked for.
  public static final Bounds DEFAULT = new Bounds(100_000, Duration.ofSeconds(10));

  /// @throws IllegalArgumentException if one of them is not positive
  public Bounds {
    if (states < 1 || !time.isPositive()) {
      throw new IllegalArgumentException(
          "expected at least 1 state, and some time, but is %d, %s".formatted(states, time));
    }
  }
}
