package dev.plimsoll.checker.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// Gives each word a number, from 0 without gaps.
///
/// Words lie in blocks in order of their numbers; an open-addressing table of numbers + 1 finds
/// them. They are on the Java heap: there are few of them compared with the states. Looked up by
/// many threads without a lock; a new word is added under one.
public final class WordIndex {

  private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int BLOCK_BITS = 12;
  private static final int BLOCK_WORDS = 1 << BLOCK_BITS;
  private static final int INITIAL_BITS = 8;

  private volatile long[][] blocks = new long[4][];
  private volatile Table table;
  private int size;

  /// Numbers + 1 by place; 0 for none.
  private static final class Table {

    private final int[] entries;
    private final int bits;

    Table(int bits) {
      this.bits = bits;
      entries = new int[Math.toIntExact(1L << bits)];
    }

    int place(long word) {
      return (int) (Words.mix(word) >>> -bits);
    }

    int next(int place) {
      return (place + 1) & ((1 << bits) - 1);
    }

    int get(int place) {
      return (int) ENTRY.getAcquire(entries, place);
    }

    void set(int place, int entry) {
      ENTRY.setRelease(entries, place, entry);
    }
  }

  /// An empty index.
  public WordIndex() {
    table = new Table(INITIAL_BITS);
  }

  /// How many words have a number.
  public synchronized int size() {
    return size;
  }

  /// Bytes that words and table take.
  public synchronized long bytes() {
    return (long) Long.BYTES * BLOCK_WORDS * (size / BLOCK_WORDS + 1)
        + ((long) Integer.BYTES << table.bits);
  }

  /// The word of a number.
  public long word(int number) {
    return blocks[number >>> BLOCK_BITS][number & (BLOCK_WORDS - 1)];
  }

  /// The number of a word, or -1 if it has none.
  public int find(long word) {
    var in = table;
    for (var place = in.place(word); ; place = in.next(place)) {
      var found = in.get(place);
      if (found == 0) {
        return -1;
      }
      if (word(found - 1) == word) {
        return found - 1;
      }
    }
  }

  /// The number of a word, a new one if it has none.
  public int number(long word) {
    var known = find(word);
    return known >= 0 ? known : add(word);
  }

  private synchronized int add(long word) {
    var known = find(word);
    if (known >= 0) {
      return known; // another thread was faster
    }
    var number = size;
    var block = number >>> BLOCK_BITS;
    if (block == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * block);
    }
    if (blocks[block] == null) {
      blocks[block] = new long[BLOCK_WORDS];
    }
    blocks[block][number & (BLOCK_WORDS - 1)] = word;
    size++;
    if (3L * size > 2L << table.bits) {
      grow();
    } else {
      place(table, word, number);
    }
    return number;
  }

  /// The words in order of their numbers.
  public synchronized long[] words() {
    var words = new long[size];
    Arrays.setAll(words, this::word);
    return words;
  }

  /// Gives numbers to words in order.
  public void addAll(long[] words) {
    for (var word : words) {
      number(word);
    }
  }

  /// Puts a number into a table, for others to find.
  private void place(Table in, long word, int number) {
    var place = in.place(word);
    while (in.get(place) != 0) {
      place = in.next(place);
    }
    in.set(place, number + 1);
  }

  private void grow() {
    var larger = new Table(table.bits + 1);
    for (var number = 0; number < size; number++) {
      place(larger, word(number), number);
    }
    table = larger;
  }
}
