package dev.plimsoll.checker.search;

import dev.plimsoll.checker.memory.WordList;
import dev.plimsoll.checker.memory.Words;
import java.util.Arrays;

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

  private void grow() {
    var words = new WordList();
    for (var word : table) {
      if (word != NOTHING) {
        words.add(word);
      }
    }
    table = filled(2 * table.length);
    size = 0;
    words.forEach(this::add);
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
