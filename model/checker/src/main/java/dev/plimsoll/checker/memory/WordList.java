package dev.plimsoll.checker.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;

/// A list of words that grows without copying what it holds.
public final class WordList {

  private static final int FIRST = 16;
  private static final int MOST = 1 << 12;

  private final List<long[]> blocks = new ArrayList<>();
  private long[] last = {};
  private int used;
  private long size;

  /// Adds at the end.
  public void add(long word) {
    if (used == last.length) {
      last = new long[Math.min(MOST, Math.max(FIRST, 2 * last.length))];
      blocks.add(last);
      used = 0;
    }
    last[used++] = word;
    size++;
  }

  /// How many there are.
  public long size() {
    return size;
  }

  /// A copy.
  ///
  /// @throws ArithmeticException if there are too many for an array
  public long[] toArray() {
    var all = new long[Math.toIntExact(size)];
    var at = 0;
    for (var block = 0; block < blocks.size(); block++) {
      System.arraycopy(blocks.get(block), 0, all, at, end(block));
      at += end(block);
    }
    return all;
  }

  /// Does something with each in order.
  public void forEach(LongConsumer consumer) {
    for (var block = 0; block < blocks.size(); block++) {
      var words = blocks.get(block);
      for (var i = 0; i < end(block); i++) {
        consumer.accept(words[i]);
      }
    }
  }

  /// Replaces each by another.
  public void replaceAll(LongUnaryOperator change) {
    for (var block = 0; block < blocks.size(); block++) {
      var words = blocks.get(block);
      for (var i = 0; i < end(block); i++) {
        words[i] = change.applyAsLong(words[i]);
      }
    }
  }

  private int end(int block) {
    return block == blocks.size() - 1 ? used : blocks.get(block).length;
  }
}
