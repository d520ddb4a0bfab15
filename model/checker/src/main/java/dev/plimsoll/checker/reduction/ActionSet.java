package dev.plimsoll.checker.reduction;

import java.util.Arrays;

/// A set of actions, given by their numbers.
final class ActionSet {

  /// No action.
  static final int NONE = -1;

  private final long[] words;

  /// @param actions how many there are
  ActionSet(int actions) {
    words = new long[(actions + Long.SIZE - 1) / Long.SIZE];
  }

  void clear() {
    Arrays.fill(words, 0);
  }

  boolean contains(int action) {
    return (words[action >>> 6] >>> action & 1) != 0;
  }

  void add(int action) {
    words[action >>> 6] |= 1L << action;
  }

  void addAll(int[] actions) {
    for (var action : actions) {
      add(action);
    }
  }

  void addAll(ActionSet others) {
    for (var i = 0; i < words.length; i++) {
      words[i] |= others.words[i];
    }
  }

  /// Adds those that are in both of two sets.
  void addAllIn(ActionSet some, ActionSet others) {
    for (var i = 0; i < words.length; i++) {
      words[i] |= some.words[i] & others.words[i];
    }
  }

  void removeAll(ActionSet others) {
    for (var i = 0; i < words.length; i++) {
      words[i] &= ~others.words[i];
    }
  }

  /// Whether some action is in both.
  boolean meets(ActionSet others) {
    for (var i = 0; i < words.length; i++) {
      if ((words[i] & others.words[i]) != 0) {
        return true;
      }
    }
    return false;
  }

  /// The first that is not in another set; {@link #NONE} if there is none.
  int firstNotIn(ActionSet other) {
    for (var i = 0; i < words.length; i++) {
      var left = words[i] & ~other.words[i];
      if (left != 0) {
        return i * Long.SIZE + Long.numberOfTrailingZeros(left);
      }
    }
    return NONE;
  }
}
