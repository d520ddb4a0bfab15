package dev.plimsoll.checker.search;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Whether the levels of a search grow or shrink, and what follows if they go on as they do.
///
/// Nothing is known of levels that nobody has seen. But models that are bounded have levels that
/// grow, ever more slowly, and then shrink, ever faster, somewhat like a bell: the logarithm of the
/// growth from level to level falls about evenly. That is what is extrapolated from the last three
/// levels, once they have all shrunk.
///
/// @param levels the states of each level that was made in full, the initial states' first
/// @param begun the states found so far of the level after them
public record LevelTrend(List<Long> levels, long begun) {

  private static final int LOOKED_AT = 3;

  /// Levels that shrink so slowly that more than this many are to come tell nothing.
  private static final int MOST_LEVELS = 10_000;

  public LevelTrend {
    levels = List.copyOf(levels);
  }

  /// How many times the last level is the one before it; empty where there is none.
  public OptionalDouble growth() {
    return levels.size() < 2 ? OptionalDouble.empty() : OptionalDouble.of(growth(1));
  }

  /// How many states are still to be found if levels go on shrinking as the last ones did; empty
  /// where they do not shrink yet, or have not for long.
  public OptionalLong rest() {
    if (levels.size() <= LOOKED_AT) {
      return OptionalLong.empty();
    }
    var mean = 0.0;
    for (var back = 1; back <= LOOKED_AT; back++) {
      if (growth(back) >= 1) {
        return OptionalLong.empty();
      }
      mean += Math.log(growth(back)) / LOOKED_AT;
    }
    var bend = (Math.log(growth(1)) - Math.log(growth(LOOKED_AT))) / (LOOKED_AT - 1);
    return rest(mean, Math.min(0, bend));
  }

  /// @param mean the logarithm of the growth in the middle of the levels that were looked at
  /// @param bend how it changes from level to level
  private OptionalLong rest(double mean, double bend) {
    var rest = 0.0;
    var level = (double) levels.getLast();
    var growth = mean + bend * (LOOKED_AT - 1) / 2;
    for (var to = 0; to < MOST_LEVELS; to++) {
      growth += bend;
      level *= Math.exp(growth);
      if (level < 0.5) {
        return OptionalLong.of(Math.max(0, Math.round(rest) - begun));
      }
      rest += level;
    }
    return OptionalLong.empty();
  }

  /// @param back 1 for the last level
  private double growth(int back) {
    var at = levels.size() - back;
    return (double) levels.get(at) / levels.get(at - 1);
  }
}
