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

  private final Interner<Object> messages = new Interner<>();
  private final boolean ordered;
  private final boolean distinct;
  private final int capacity;

  private volatile Entry[][] chunks = new Entry[1][1 << CHUNK_BITS];
  private int[] table = new int[64];
  private int size;

  /// Contents and what they become.
  private static final class Entry {
    final int[] contents;
    final long hash;
    final Successors plus = new Successors();
    final Successors minus = new Successors();

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
    Arrays.fill(table, NONE);
    intern(new int[0]);
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
    for (var held : entry(id).contents) {
      if (held == message) {
        return true;
      }
    }
    return false;
  }

  /// The contents with the message added, or {@link #NONE} where there is no room.
  public int plus(int id, int message) {
    var entry = entry(id);
    var known = entry.plus.get(message);
    return known == Successors.UNKNOWN ? learnPlus(id, entry, message) : known;
  }

  /// The contents with the message taken out (of a queue: from its head), or {@link #NONE}.
  public int minus(int id, int message) {
    var entry = entry(id);
    var known = entry.minus.get(message);
    return known == Successors.UNKNOWN ? learnMinus(entry, message) : known;
  }

  private Entry entry(int id) {
    return chunks[id >>> CHUNK_BITS][id & ((1 << CHUNK_BITS) - 1)];
  }

  private synchronized int learnPlus(int id, Entry entry, int message) {
    int result;
    if (distinct && Arrays.binarySearch(entry.contents, message) >= 0) {
      result = id;
    } else if (entry.contents.length >= capacity) {
      result = NONE;
    } else {
      result = intern(inserted(entry.contents, message));
    }
    entry.plus.put(message, result);
    return result;
  }

  private int[] inserted(int[] contents, int message) {
    var at = contents.length;
    while (!ordered && at > 0 && contents[at - 1] > message) {
      at--;
    }
    var more = new int[contents.length + 1];
    System.arraycopy(contents, 0, more, 0, at);
    more[at] = message;
    System.arraycopy(contents, at, more, at + 1, contents.length - at);
    return more;
  }

  private synchronized int learnMinus(Entry entry, int message) {
    var at = indexToRemove(entry.contents, message);
    var result = NONE;
    if (at >= 0) {
      var fewer = new int[entry.contents.length - 1];
      System.arraycopy(entry.contents, 0, fewer, 0, at);
      System.arraycopy(entry.contents, at + 1, fewer, at, fewer.length - at);
      result = intern(fewer);
    }
    entry.minus.put(message, result);
    return result;
  }

  private int indexToRemove(int[] contents, int message) {
    if (ordered) {
      return contents.length > 0 && contents[0] == message ? 0 : NONE;
    }
    return Arrays.binarySearch(contents, message);
  }

  private int intern(int[] contents) {
    var hash = 0L;
    for (var message : contents) {
      hash = hash * 31 + Hashing.word(0, message);
    }
    var at = (int) hash & (table.length - 1);
    while (table[at] != NONE) {
      var known = entry(table[at]);
      if (known.hash == hash && Arrays.equals(known.contents, contents)) {
        return table[at];
      }
      at = (at + 1) & (table.length - 1);
    }
    var id = size++;
    store(id, new Entry(contents, hash));
    table[at] = id;
    if (2 * size > table.length) {
      rehash();
    }
    return id;
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
    var larger = new int[2 * table.length];
    Arrays.fill(larger, NONE);
    for (var id = 0; id < size; id++) {
      var at = (int) entry(id).hash & (larger.length - 1);
      while (larger[at] != NONE) {
        at = (at + 1) & (larger.length - 1);
      }
      larger[at] = id;
    }
    table = larger;
  }
}
