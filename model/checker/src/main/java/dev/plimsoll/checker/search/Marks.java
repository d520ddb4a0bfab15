package dev.plimsoll.checker.search;

import dev.plimsoll.checker.memory.Words;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/// A set of folded states for one thread.
final class Marks {

  private static final long NOTHING = -1L;

  private long[] table = filled(64);
  private int size;

  private static long[] filled(int length) {
    var table = new long[length];
    Arrays.fill(table, NOTHING);
    return table;
  }

  void add(long word) {
    if (3 * (size + 1) > 2 * table.length) {
      grow();
    }
    var at = place(word);
    if (table[at] == NOTHING) {
      table[at] = word;
      size++;
    }
  }

  boolean contains(long word) {
    return table[place(word)] == word;
  }

  boolean containsAny(long[] words, int count) {
    for (var i = 0; i < count; i++) {
      if (contains(words[i])) {
        return true;
      }
    }
    return false;
  }

  /// Replaces each state by another.
  void replaceAll(LongUnaryOperator change) {
    refill(table.length, change);
  }

  private void grow() {
    refill(2 * table.length, word -> word);
  }

  private void refill(int length, LongUnaryOperator change) {
    var words = table;
    table = filled(length);
    size = 0;
    for (var word : words) {
      if (word != NOTHING) {
        add(change.applyAsLong(word));
      }
    }
  }

  /// Where the word is, or where it would be.
  private int place(long word) {
    var mask = table.length - 1;
    var at = (int) (Words.mix(word) >>> Integer.SIZE) & mask;
    while (table[at] != NOTHING && table[at] != word) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
