package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Channel;
import java.util.Arrays;

/// The contents that a channel has had, each with a number, and what adding or taking out a message
/// makes of them.
///
/// The contents are the numbers of the messages: ascending in a bag, in order in a queue. What
/// becomes of contents is remembered in a small open-addressing table for each of them, so that a
/// step costs one look-up.
public final class ChannelDomain {

  /// The answer of {@link #plus} where the channel is full, of {@link #minus} where there is no
  /// such message.
  public static final int NONE = -1;

  /// The number of the empty contents.
  public static final int EMPTY = 0;

  private static final int CHUNK_BITS = 12;
  private static final long TAG = ~0xFFFFFFFFL;

  private final Interner<Object> messages = new Interner<>();
  private final boolean ordered;
  private final boolean distinct;
  private final int capacity;

  private volatile Entry[][] chunks = new Entry[1][1 << CHUNK_BITS];

  /// Finds contents: 32 bits of their hash above, their number + 1 below.
  private long[] table = new long[64];

  private int size;

  /// Contents and what they become.
  private static final class Entry {
    final int[] contents;
    final long hash;
    volatile int[] plus = Successors.NOTHING;
    volatile int[] minus = Successors.NOTHING;

    Entry(int[] contents, long hash) {
      this.contents = contents;
      this.hash = hash;
    }
  }

  /// The domain of a channel.
  public ChannelDomain(Channel<?> channel) {
    ordered = !(channel instanceof Bag<?>);
    distinct = channel instanceof Bag<?> bag && bag.distinct();
    capacity = channel.capacity();
    intern(new int[0], 0);
  }

  /// The number of a message.
  public int message(Object message) {
    return messages.id(message);
  }

  /// The message of a number.
  public Object message(int id) {
    return messages.value(id);
  }

  /// The messages in contents; not to be changed.
  public int[] contents(int id) {
    return entry(id).contents;
  }

  /// Whether the contents hold the message.
  public boolean contains(int id, int message) {
    return indexOf(entry(id).contents, message) >= 0;
  }

  private static int indexOf(int[] contents, int message) {
    for (var i = 0; i < contents.length; i++) {
      if (contents[i] == message) {
        return i;
      }
    }
    return NONE;
  }

  /// The contents with the message added, or {@link #NONE} where there is no room.
  public int plus(int id, int message) {
    var entry = entry(id);
    var known = Successors.get(entry.plus, message);
    return known == Successors.UNKNOWN ? learnPlus(id, entry, message) : known;
  }

  /// The contents with the message taken out (of a queue: from its head), or {@link #NONE}.
  public int minus(int id, int message) {
    var entry = entry(id);
    var known = Successors.get(entry.minus, message);
    return known == Successors.UNKNOWN ? learnMinus(entry, message) : known;
  }

  /// What a step makes of the contents.
  ///
  /// @param message the number of a message to add, or its complement to take it out
  public int after(int id, int message) {
    return message >= 0 ? plus(id, message) : minus(id, ~message);
  }

  private Entry entry(int id) {
    return chunks[id >>> CHUNK_BITS][id & ((1 << CHUNK_BITS) - 1)];
  }

  private synchronized int learnPlus(int id, Entry entry, int message) {
    var known = Successors.get(entry.plus, message);
    if (known != Successors.UNKNOWN) {
      return known; // another thread was faster
    }
    var contents = entry.contents;
    var at = contents.length;
    while (!ordered && at > 0 && contents[at - 1] > message) {
      at--;
    }
    int result;
    if (distinct && at > 0 && contents[at - 1] == message) {
      result = id;
    } else if (contents.length >= capacity) {
      result = NONE;
    } else {
      var more = new int[contents.length + 1];
      System.arraycopy(contents, 0, more, 0, at);
      more[at] = message;
      System.arraycopy(contents, at, more, at + 1, contents.length - at);
      result = intern(more, ordered ? hash(more) : entry.hash + Hashing.word(0, message));
    }
    entry.plus = Successors.with(entry.plus, message, result);
    return result;
  }

  private synchronized int learnMinus(Entry entry, int message) {
    var known = Successors.get(entry.minus, message);
    if (known != Successors.UNKNOWN) {
      return known; // another thread was faster
    }
    var contents = entry.contents;
    var at = indexOf(contents, message);
    var result = NONE;
    if (at == 0 || (at > 0 && !ordered)) {
      var fewer = new int[contents.length - 1];
      System.arraycopy(contents, 0, fewer, 0, at);
      System.arraycopy(contents, at + 1, fewer, at, fewer.length - at);
      result = intern(fewer, hash(fewer));
    }
    entry.minus = Successors.with(entry.minus, message, result);
    return result;
  }

  /// Of a bag: a sum, whatever the order.
  private long hash(int[] contents) {
    var hash = 0L;
    for (var message : contents) {
      hash = (ordered ? 31 * hash : hash) + Hashing.word(0, message);
    }
    return hash;
  }

  private int intern(int[] contents, long hash) {
    var tag = tag(hash);
    var at = place(tag, table);
    while (table[at] != 0) {
      if ((table[at] & TAG) == tag) {
        var id = (int) table[at] - 1;
        if (Arrays.equals(entry(id).contents, contents)) {
          return id;
        }
      }
      at = (at + 1) & (table.length - 1);
    }
    var id = size++;
    store(id, new Entry(contents, hash));
    table[at] = tag | (id + 1);
    if (2 * size > table.length) {
      rehash();
    }
    return id;
  }

  private static long tag(long hash) {
    return (hash * 0x9E3779B97F4A7C15L) & TAG;
  }

  /// Where a tag belongs: the topmost bits say it.
  private static int place(long tag, long[] table) {
    return (int) (tag >>> (Long.numberOfLeadingZeros(table.length) + 1));
  }

  private void store(int id, Entry entry) {
    var chunk = id >>> CHUNK_BITS;
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, 2 * chunk);
    }
    if (chunks[chunk] == null) {
      chunks[chunk] = new Entry[1 << CHUNK_BITS];
    }
    chunks[chunk][id & ((1 << CHUNK_BITS) - 1)] = entry;
  }

  private void rehash() {
    var larger = new long[2 * table.length];
    for (var entry : table) {
      if (entry != 0) {
        var at = place(entry & TAG, larger);
        while (larger[at] != 0) {
          at = (at + 1) & (larger.length - 1);
        }
        larger[at] = entry;
      }
    }
    table = larger;
  }
}
