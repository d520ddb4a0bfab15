package dev.plimsoll.checker.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Every state seen so far, exactly, each with an index.
///
/// States lie in chunks in order of index. An open-addressing table of longs finds them: the upper
/// half of an entry is 32 bits of the state's hash, of which the topmost say where the entry
/// belongs; the lower half is the index + 1. Entries are inserted by compare-and-set; only growing
/// the table excludes the other threads.
final class StateStore {

  private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int CHUNK_BITS = 14;
  private static final int CHUNK_STATES = 1 << CHUNK_BITS;
  private static final int BLOCK_STATES = 1 << 10;
  private static final int MOST_BLOCKS = 1 << 21;
  private static final long INDEX_MASK = 0xFFFFFFFFL;
  private static final int INITIAL_BITS = 16;

  private final int width;
  private final int[][] chunks = new int[1 << (31 - CHUNK_BITS)][];
  private final AtomicInteger blocks = new AtomicInteger();
  private final AtomicInteger size = new AtomicInteger();
  private final ReentrantReadWriteLock growth = new ReentrantReadWriteLock();
  private int bits = INITIAL_BITS;
  private long[] table = new long[1 << INITIAL_BITS];

  /// @param width the number of variables of a state
  StateStore(int width) {
    this.width = width;
  }

  /// How many states there are.
  int size() {
    return size.get();
  }

  /// Copies the state of an index.
  void read(int index, int[] into) {
    System.arraycopy(chunk(index), offset(index), into, 0, width);
  }

  private int[] chunk(int index) {
    return chunks[index >>> CHUNK_BITS];
  }

  private int offset(int index) {
    return (index & (CHUNK_STATES - 1)) * width;
  }

  /// The upper half of an entry. The sum of words that states are hashed by is mixed once more.
  private static long tag(long hash) {
    return (hash * 0x9E3779B97F4A7C15L) & ~INDEX_MASK;
  }

  /// The index of a state, or -1 if it was never seen. Not while states are added.
  int find(int[] states, int offset, long hash) {
    var tag = tag(hash);
    for (var at = (int) (tag >>> -bits); ; at = (at + 1) & (table.length - 1)) {
      var entry = table[at];
      if (entry == 0) {
        return -1;
      }
      if (isState(entry, tag, states, offset)) {
        return (int) (entry & INDEX_MASK) - 1;
      }
    }
  }

  private boolean isState(long entry, long tag, int[] states, int offset) {
    if ((entry & ~INDEX_MASK) != tag) {
      return false;
    }
    var index = (int) (entry & INDEX_MASK) - 1;
    var chunk = chunk(index);
    var from = offset(index);
    for (var slot = 0; slot < width; slot++) {
      if (chunk[from + slot] != states[offset + slot]) {
        return false;
      }
    }
    return true;
  }

  /// One thread's way to add states: it owns the block of indexes that it fills.
  final class Appender {

    private int next;
    private int end;
    private Segments taken = new Segments();
    private int open;

    /// Keeps the reads of {@link #touch} from being optimised away.
    int touched;

    /// Adds the new ones among some states.
    ///
    /// @param added set to the index of each state that was new, to -1 for the others
    void addAll(Batch batch, int[] added) {
      ensureRoom(batch.size);
      growth.readLock().lock();
      try {
        touch(batch);
        var count = 0;
        for (var i = 0; i < batch.size; i++) {
          added[i] = add(batch.states, i * width, tag(batch.hashes[i]));
          if (added[i] >= 0) {
            count++;
          }
        }
        size.addAndGet(count);
      } finally {
        growth.readLock().unlock();
      }
    }

    /// Reads where each look-up will begin. The reads do not depend on each other, so that the
    /// processor has many under way at once; the look-ups themselves then find the lines in cache.
    private void touch(Batch batch) {
      var entries = table;
      var shift = -bits;
      var sum = 0L;
      for (var i = 0; i < batch.size; i++) {
        sum += entries[(int) (tag(batch.hashes[i]) >>> shift)];
      }
      touched = (int) sum;
    }

    private int add(int[] states, int offset, long tag) {
      var entries = table;
      var at = (int) (tag >>> -bits);
      while (true) {
        var entry = (long) ENTRY.getAcquire(entries, at);
        if (entry == 0) {
          reserve();
          System.arraycopy(states, offset, chunk(next), offset(next), width);
          if (ENTRY.compareAndSet(entries, at, 0L, tag | (next + 1))) {
            return next++;
          }
        } else if (isState(entry, tag, states, offset)) {
          return -1;
        } else {
          at = (at + 1) & (entries.length - 1);
        }
      }
    }

    private void reserve() {
      if (next < end) {
        return;
      }
      taken.add(open, next);
      var block = blocks.getAndIncrement();
      if (block >= MOST_BLOCKS) {
        throw new OutOfMemoryError("more than 2^31 states");
      }
      next = block * BLOCK_STATES;
      end = next + BLOCK_STATES;
      open = next;
      var chunk = next >>> CHUNK_BITS;
      synchronized (chunks) {
        if (chunks[chunk] == null) {
          chunks[chunk] = new int[CHUNK_STATES * width];
        }
      }
    }

    /// The indexes of the states that this thread has added since it was last asked.
    Segments takeAdded() {
      taken.add(open, next);
      var all = taken;
      taken = new Segments();
      open = next;
      return all;
    }
  }

  private void ensureRoom(int more) {
    if (hasRoom(more)) {
      return;
    }
    growth.writeLock().lock();
    try {
      while (!hasRoom(more)) {
        grow();
      }
    } finally {
      growth.writeLock().unlock();
    }
  }

  /// Whether the table stays at most five eighths full. Threads that are adding count for less than
  /// the rest of it.
  private boolean hasRoom(int more) {
    return 8L * (size.get() + (long) more) <= 5L * table.length;
  }

  private void grow() {
    var larger = new long[2 * table.length];
    var shift = -(bits + 1);
    for (var entry : table) {
      if (entry != 0) {
        var at = (int) ((entry & ~INDEX_MASK) >>> shift);
        while (larger[at] != 0) {
          at = (at + 1) & (larger.length - 1);
        }
        larger[at] = entry;
      }
    }
    table = larger;
    bits++;
  }
}
