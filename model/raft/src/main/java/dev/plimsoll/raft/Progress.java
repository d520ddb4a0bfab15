package dev.plimsoll.raft;

/// What a leader knows and guesses of a server's log; tracker/progress.go, `Progress`, v3.6.0,
/// without snapshots and without a limit of messages in flight.
///
/// @param match up to where the logs are known to agree
/// @param next the index of the entry to send next; always above `match`
/// @param msgAppFlowPaused whether to wait for an answer before sending more
/// @param sentCommit the commit index that was sent last
public record Progress(Type state, int match, int next, boolean msgAppFlowPaused, int sentCommit) {

  /// How entries are sent; tracker/state.go, `StateType`, v3.6.0.
  public enum Type {
    /// One message at a time, until it is known where the logs agree.
    PROBE,
    /// One after the other, in the hope that all arrive.
    REPLICATE
  }

  public Progress {
    if (match < 0 || next <= match) {
      throw new IllegalStateException(
          "A leader cannot send entry %d next to a server that has %d".formatted(next, match));
    }
  }

  /// How a new leader regards a server; raft.go, `reset`.
  static Progress reset(int lastIndex, boolean self) {
    return new Progress(Type.PROBE, self ? lastIndex : 0, lastIndex + 1, false, 0);
  }

  Progress becomeProbe() {
    return new Progress(Type.PROBE, match, match + 1, false, Math.min(sentCommit, match));
  }

  Progress becomeReplicate() {
    return new Progress(Type.REPLICATE, match, match + 1, false, sentCommit);
  }

  /// After a MsgApp with this many entries and this commit index; `SentEntries`, `SentCommit`.
  Progress sent(int entries, int commit) {
    return switch (state) {
      case REPLICATE -> new Progress(state, match, next + entries, false, commit);
      case PROBE -> new Progress(state, match, next, msgAppFlowPaused || entries > 0, commit);
    };
  }

  Progress sentCommit(int commit) {
    return new Progress(state, match, next, msgAppFlowPaused, commit);
  }

  Progress resumed() {
    return new Progress(state, match, next, false, sentCommit);
  }

  /// Whether the server may learn something from a commit index; `CanBumpCommit`.
  boolean canBumpCommit(int commit) {
    return commit > sentCommit && sentCommit < next - 1;
  }

  /// After the acknowledgement of all entries up to `index`; `MaybeUpdate`.
  ///
  /// @return this if that was known
  Progress maybeUpdate(int index) {
    return index <= match
        ? this
        : new Progress(state, index, Math.max(next, index + 1), false, sentCommit);
  }

  /// Whether a refusal of entries after `rejected` is of the last attempt, not of an earlier one.
  boolean isGenuine(int rejected) {
    return switch (state) {
      case REPLICATE -> rejected > match;
      case PROBE -> rejected == next - 1;
    };
  }

  /// After a genuine refusal of entries after `rejected`, with a hint where the logs may agree;
  /// `MaybeDecrTo`, with the return to probing that its caller adds.
  Progress decreased(int rejected, int hint) {
    return switch (state) {
      case REPLICATE -> becomeProbe();
      case PROBE -> {
        var lower = Math.max(Math.min(rejected, hint + 1), match + 1);
        yield new Progress(state, match, lower, false, Math.min(sentCommit, lower - 1));
      }
    };
  }
}
