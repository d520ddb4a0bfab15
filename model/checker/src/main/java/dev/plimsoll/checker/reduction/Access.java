package dev.plimsoll.checker.reduction;

/// Something that a rule or claim asks of a variable, or does to it.
///
/// @param what the number of the message, or of the value that is written; {@link #ANY} where it is
///     not about one
record Access(Kind kind, int slot, int what) {

  /// Whatever it is.
  static final int ANY = -1;

  /// What is asked or done.
  enum Kind {
    /// What a cell holds.
    READS,
    /// Gives a cell the value.
    WRITES,
    /// All that a channel holds, or how much that is.
    READS_ALL,
    /// The message at the head of a queue; goes no further where there is none.
    ASKS_HEAD,
    /// Whether a channel holds the message.
    ASKS,
    /// Adds the message to a channel.
    SENDS,
    /// Takes the message out of a channel.
    TAKES
  }

  static Access of(Kind kind, int slot) {
    return new Access(kind, slot, ANY);
  }
}
