package dev.plimsoll.checker.kernel;

/// Answers questions about contents of a channel, given by their number.
interface Contents {

  /// Whether they hold the message.
  boolean contains(int id, int message);

  /// How many messages they hold.
  int size(int id);

  /// The message at the head of a queue, or {@link ChannelDomain#NONE}.
  int head(int id);
}
