package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Channel;
import dev.plimsoll.checker.memory.WordIndex;

/// The contents that a channel has had, each with a number, and what adding or taking out a message
/// makes of them.
///
/// Contents are lists that share their ends: a message and the contents that are left without it,
/// together one word, whose number + 1 is the number of the contents. The message is the largest in
/// a bag, the one that was sent last in a queue. So contents take 16 bytes or so, whatever their
/// length, and equal contents have equal numbers.
public final class ChannelDomain implements Contents {

  /// The answer of {@link #plus} where the channel is full, of {@link #minus} where there is no
  /// such message.
  public static final int NONE = -1;

  /// The number of the empty contents.
  public static final int EMPTY = 0;

  private static final int SIZE_BITS = 10;
  private static final int MESSAGE_BITS = 22;
  private static final int LONG = (1 << SIZE_BITS) - 1;
  private static final int REST_BITS = Integer.SIZE;

  private final Interner<Object> messages = new Interner<>();
  private final WordIndex lists = new WordIndex();
  private final String name;
  private final boolean ordered;
  private final boolean distinct;
  private final int capacity;

  /// The domain of a channel.
  public ChannelDomain(Channel<?> channel) {
    name = channel.name();
    ordered = !(channel instanceof Bag<?>);
    distinct = channel instanceof Bag<?> bag && bag.distinct();
    capacity = channel.capacity();
  }

  /// The number of a message, a new one if it was never seen.
  ///
  /// @throws IllegalStateException if there are too many
  public int number(Object message) {
    var id = messages.id(message);
    if (id >= 1 << MESSAGE_BITS) {
      throw new IllegalStateException(
          "%s has held %,d different messages: more than can be counted"
              .formatted(name, 1 << MESSAGE_BITS));
    }
    return id;
  }

  /// The message of a number.
  public Object message(int id) {
    return messages.value(id);
  }

  /// How many different messages it has held.
  int messages() {
    return messages.size();
  }

  /// Tells apart what messages there are, and in what order they were numbered.
  long digest() {
    return messages.digest();
  }

  /// Whether contents may get larger than any channel is.
  public boolean isUnbounded() {
    return capacity == Channel.UNBOUNDED;
  }

  /// The most messages that it can hold.
  int capacity() {
    return capacity;
  }

  /// Whether it holds a message once at most.
  public boolean isDistinct() {
    return distinct;
  }

  /// Whether messages are received in the order in which they are sent.
  public boolean isOrdered() {
    return ordered;
  }

  /// How many contents there are; their numbers are smaller.
  public int count() {
    return lists.size() + 1;
  }

  /// Bytes that contents take.
  long bytes() {
    return lists.bytes();
  }

  /// All contents but the empty ones, for {@link #restore}.
  long[] save() {
    return lists.words();
  }

  /// Numbers contents as they were when they were saved; there are none yet.
  void restore(long[] saved) {
    lists.addAll(saved);
  }

  // ---- contents as lists

  private static int message(long list) {
    return (int) (list >>> (REST_BITS + SIZE_BITS));
  }

  private static int rest(long list) {
    return (int) list;
  }

  private long list(int id) {
    return lists.word(id - 1);
  }

  private int with(int message, int rest, int size) {
    var list = ((((long) message << SIZE_BITS) | Math.min(LONG, size)) << REST_BITS) | rest;
    return lists.number(list) + 1;
  }

  @Override
  public int size(int id) {
    var more = 0;
    for (var rest = id; rest != EMPTY; rest = rest(list(rest))) {
      var size = (int) (list(rest) >>> REST_BITS) & LONG;
      if (size < LONG) {
        return more + size;
      }
      more++;
    }
    return more;
  }

  /// The messages in contents: of a bag ascending, of a queue in order.
  public int[] contents(int id) {
    var contents = new int[size(id)];
    read(id, contents, new int[contents.length + 1]);
    return contents;
  }

  /// Copies the messages in contents, of which there are {@link #size}.
  ///
  /// @param lists where to put, for each number of messages, the contents of that many of them, the
  ///     smallest or first
  void read(int id, int[] into, int[] lists) {
    var at = size(id);
    for (var rest = id; rest != EMPTY; ) {
      var list = list(rest);
      lists[at] = rest;
      into[--at] = message(list);
      rest = rest(list);
    }
    lists[0] = EMPTY;
  }

  @Override
  public boolean contains(int id, int message) {
    for (var rest = id; rest != EMPTY; ) {
      var list = list(rest);
      if (message(list) == message) {
        return true;
      }
      rest = rest(list);
    }
    return false;
  }

  @Override
  public int head(int id) {
    var head = NONE;
    for (var rest = id; rest != EMPTY; ) {
      var list = list(rest);
      head = message(list);
      rest = rest(list);
    }
    return head;
  }

  // ---- what becomes of them

  /// What a step makes of the contents.
  ///
  /// @param message the number of a message to add, or its complement to take it out
  public int after(int id, int message) {
    return message >= 0 ? plus(id, message) : minus(id, ~message);
  }

  /// The contents with the message added, or {@link #NONE} where there is no room.
  public int plus(int id, int message) {
    var size = size(id);
    var messages = new int[size];
    var lists = new int[size + 1];
    read(id, messages, lists);
    if (distinct && contains(id, message)) {
      return id;
    }
    return size >= capacity ? NONE : plus(messages, lists, size, message);
  }

  /// The contents with a message added for which there is room.
  ///
  /// @param messages in the contents
  /// @param lists see {@link #read}
  int plus(int[] messages, int[] lists, int size, int message) {
    var below = size;
    while (!ordered && below > 0 && messages[below - 1] > message) {
      below--;
    }
    var id = with(message, lists[below], below + 1);
    for (var at = below; at < size; at++) {
      id = with(messages[at], id, at + 2);
    }
    return id;
  }

  /// The contents with the message taken out (of a queue: from its head), or {@link #NONE}.
  public int minus(int id, int message) {
    var size = size(id);
    var messages = new int[size];
    var lists = new int[size + 1];
    read(id, messages, lists);
    return minus(messages, lists, size, message);
  }

  /// The contents with a message taken out, or {@link #NONE}.
  ///
  /// @param messages in the contents
  /// @param lists see {@link #read}
  int minus(int[] messages, int[] lists, int size, int message) {
    var at = size - 1;
    while (at >= 0 && (messages[at] != message || (ordered && at > 0))) {
      at--;
    }
    if (at < 0) {
      return NONE;
    }
    var id = lists[at];
    for (var above = at + 1; above < size; above++) {
      id = with(messages[above], id, above);
    }
    return id;
  }
}
