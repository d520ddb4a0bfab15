package dev.plimsoll.checker.kernel;

import java.util.Arrays;

/// One thread's view of a channel: remembers what it asked last, as consecutive states are much
/// alike.
final class ChannelReader implements Contents {

  private static final int KNOWN_BITS = 14;

  private final ChannelDomain domain;

  /// The contents that are read: their messages, and a bit for each message that they hold.
  private int read = ChannelDomain.EMPTY;

  private int[] messages = new int[16];
  private int size;
  private long[] held = new long[1];

  /// What became of contents: each answer has one place, where another may take it.
  private long[] questions = {};

  private int[] answers = {};

  ChannelReader(ChannelDomain domain) {
    this.domain = domain;
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
    }
    domain.read(id, messages);
    for (var i = 0; i < size; i++) {
      var word = messages[i] >>> 6;
      if (word >= held.length) {
        held = Arrays.copyOf(held, 2 * word);
      }
      held[word] |= 1L << messages[i];
    }
    read = id;
  }

  /// See {@link ChannelDomain#after}.
  int after(int id, int message) {
    if (questions.length == 0) {
      questions = new long[1 << KNOWN_BITS];
      answers = new int[1 << KNOWN_BITS];
      Arrays.fill(questions, -1L);
    }
    var question = (long) id << Integer.SIZE | (message & 0xFFFFFFFFL);
    var place = (int) ((question * 0x9E3779B97F4A7C15L) >>> -KNOWN_BITS);
    if (questions[place] != question) {
      answers[place] = domain.after(id, message);
      questions[place] = question;
    }
    return answers[place];
  }
}
