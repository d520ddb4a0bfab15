package dev.plimsoll.network.netfilter.traversal;

/// What becomes of a packet in the end.
public enum Verdict {
  /// It is delivered or sent on.
  ACCEPT,
  /// It is dropped without a word.
  DROP,
  /// It is dropped, and its sender is told.
  REJECT,
  /// The model cannot tell.
  UNDECIDED
}
