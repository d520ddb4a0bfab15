package dev.plimsoll.checker.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.function.LongConsumer;

/// A count for each word of a set that stays as it is: a byte each, outside the Java heap. Counts
/// that have come to {@link #MOST} stay there. Many threads may count at the same time.
public final class WordCounts {

  /// Where counts end.
  public static final int MOST = (1 << Byte.SIZE) - 1;

  private static final VarHandle COUNTS = ValueLayout.JAVA_INT.varHandle();

  private final WordSet set;
  private final Memory.Block block;
  private final MemorySegment counts;

  /// Counts that are 0.
  public WordCounts(Memory memory, WordSet set) {
    this.set = set;
    block = memory.allocate((set.places() + Integer.BYTES) & -Integer.BYTES);
    counts = block.segment();
  }

  /// Adds one to the count of a word of the set.
  public void increment(long word) {
    add(word, 1);
  }

  /// Takes one from the count of a word of the set, which is not 0.
  ///
  /// @return whether it is 0 now
  public boolean decrement(long word) {
    return add(word, -1) == 0;
  }

  private int add(long word, int change) {
    var place = set.placeOf(word);
    var offset = place & -Integer.BYTES;
    var shift = (int) (place - offset) * Byte.SIZE;
    while (true) {
      var held = (int) COUNTS.getVolatile(counts, offset);
      var count = held >>> shift & MOST;
      if (count == MOST) {
        return MOST;
      }
      var changed = (held & ~(MOST << shift)) | (count + change) << shift;
      if (COUNTS.compareAndSet(counts, offset, held, changed)) {
        return count + change;
      }
    }
  }

  /// Does something with each word of a part of the set whose count is 0.
  public void forEachUncounted(int part, LongConsumer consumer) {
    set.forEach(
        part,
        (word, tag) -> {
          if (add(word, 0) == 0) {
            consumer.accept(word);
          }
        });
  }

  /// Gives the memory back.
  public void free() {
    block.free();
  }
}
