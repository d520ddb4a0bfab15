package dev.plimsoll.properties.trace;

/// What a node may find on its disk when it starts again.
///
/// @param leastCommit the commit index is written without waiting for the disk (`MustSync`), so
///     that a crash may bring back an earlier one, down to this
record Saved(int term, int vote, int leastCommit, int commit, LogTerms log) {

  static final Saved NOTHING = new Saved(0, 0, 0, 0, LogTerms.EMPTY);

  /// What is on disk after the next save.
  Saved then(int newTerm, int newVote, int newCommit, LogTerms newLog) {
    var waits = newTerm != term || newVote != vote || newLog != log;
    return new Saved(newTerm, newVote, waits ? newCommit : leastCommit, newCommit, newLog);
  }
}
