package dev.plimsoll.checker.liveness;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sets of actions, each with a number: there are few of them, and one for each step.
final class ActionSets {

  /// The number of the empty set.
  static final int NONE = 0;

  private final Map<BitSet, Integer> numbers = new HashMap<>();
  private final List<BitSet> sets = new ArrayList<>();
  private final Map<Long, Integer> unions = new HashMap<>();

  ActionSets() {
    number(new BitSet());
  }

  int number(BitSet set) {
    return numbers.computeIfAbsent(
        set,
        fresh -> {
          sets.add(fresh);
          return sets.size() - 1;
        });
  }

  /// The set of a number; not to be changed.
  BitSet get(int number) {
    return sets.get(number);
  }

  int union(int one, int other) {
    if (one == other || other == NONE) {
      return one;
    }
    if (one == NONE) {
      return other;
    }
    return unions.computeIfAbsent(
        ((long) one << Integer.SIZE) | other,
        pair -> {
          var union = (BitSet) sets.get(one).clone();
          union.or(sets.get(other));
          return number(union);
        });
  }
}
