package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.memory.Words;
import java.util.Arrays;

/// One thread's view of a channel: remembers what it asked last, as consecutive states are much
/// alike.
final class ChannelReader implements Contents {

  private static final int KNOWN_BITS = 14;

  private final ChannelDomain domain;
  private final boolean distinct;
  private final int capacity;

  /// The contents that are read: their messages, and a bit for each message that they hold.
  private int read = ChannelDomain.EMPTY;

  private int[] messages = new int[16];

  /// See {@link ChannelDomain#read}.
  private int[] lists = new int[17];

  private int size;
  private long[] held = new long[1];

  /// What became of contents: each answer has one place, where another may take it.
  private long[] questions = {};

  private int[] answers = {};

  ChannelReader(ChannelDomain domain) {
    this.domain = domain;
    distinct = domain.isDistinct();
    capacity = domain.capacity();
  }

  /// Messages in contents, as many as {@link #size} says: of a bag ascending, of a queue in order.
  /// Good until other contents are asked about.
  int[] messages(int id) {
    read(id);
    return messages;
  }

  @Override
  public int size(int id) {
    read(id);
    return size;
  }

  @Override
  public int head(int id) {
    read(id);
    return size == 0 ? ChannelDomain.NONE : messages[0];
  }

  @Override
  public boolean contains(int id, int message) {
    read(id);
    var word = message >>> 6;
    return word < held.length && (held[word] >>> message & 1) != 0;
  }

  private void read(int id) {
    if (id != read) {
      load(id);
    }
  }

  private void load(int id) {
    for (var i = 0; i < size; i++) {
      held[messages[i] >>> 6] = 0;
    }
    size = domain.size(id);
    if (size > messages.length) {
      messages = new int[2 * size];
      lists = new int[2 * size + 1];
    }
    domain.read(id, messages, lists);
    for (var i = 0; i < size; i++) {
      var word = messages[i] >>> 6;
      if (word >= held.length) {
        held = Arrays.copyOf(held, 2 * word);
      }
      held[word] |= 1L << messages[i];
    }
    read = id;
  }

  /// What a step makes of contents: see {@link ChannelDomain#after}.
  int after(int id, int message) {
    var place = place(id, message);
    return place >= 0 ? answers[place] : remember(id, message, domain.after(id, message));
  }

  /// Whether a message can be added.
  boolean hasRoom(int id, int message) {
    read(id);
    return size < capacity || (distinct && contains(id, message));
  }

  /// The same, where contents that were read may make it easier.
  int afterRead(int id, int message) {
    if (id != read) {
      return after(id, message);
    }
    if (message >= 0) {
      if (distinct && contains(id, message)) {
        return id;
      }
      if (size >= capacity) {
        return ChannelDomain.NONE;
      }
    }
    var place = place(id, message);
    if (place >= 0) {
      return answers[place];
    }
    var answer =
        message >= 0
            ? domain.plus(messages, lists, size, message)
            : domain.minus(messages, lists, size, ~message);
    return remember(id, message, answer);
  }

  /// Where it is known what becomes of contents; -1 if it is not.
  private int place(int id, int message) {
    if (questions.length == 0) {
      questions = new long[1 << KNOWN_BITS];
      answers = new int[1 << KNOWN_BITS];
      Arrays.fill(questions, -1L);
    }
    var place = hash(question(id, message));
    return questions[place] == question(id, message) ? place : -1;
  }

  private int remember(int id, int message, int answer) {
    var place = hash(question(id, message));
    questions[place] = question(id, message);
    answers[place] = answer;
    return answer;
  }

  private static long question(int id, int message) {
    return ((long) id << Integer.SIZE) | (message & 0xFFFFFFFFL);
  }

  private static int hash(long question) {
    return (int) (Words.mix(question) >>> -KNOWN_BITS);
  }
}
