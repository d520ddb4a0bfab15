package dev.plimsoll.raft.tracker;

/// What a leader knows and guesses of a member's log; tracker/progress.go, `Progress`.
///
/// @param match up to where the logs are known to agree
/// @param next the index of the entry to send next; always above `match`
/// @param sentCommit the commit index that was sent last, or a lower one
/// @param pendingSnapshot the index of the snapshot that was sent; 0 for none
/// @param recentActive whether it was heard of since the quorum was checked last
/// @param msgAppFlowPaused whether to wait for an answer before sending more entries
/// @param learner whether it does not vote
public record Progress(
    ProgressState state,
    int match,
    int next,
    int sentCommit,
    int pendingSnapshot,
    boolean recentActive,
    boolean msgAppFlowPaused,
    Inflights inflights,
    boolean learner) {

  /// Of a member of which nothing is known.
  public static Progress unknown(int next, Inflights inflights, boolean learner) {
    return new Progress(
        ProgressState.PROBE, 0, next, 0, 0, false, false, inflights.reset(), learner);
  }

  private Progress become(ProgressState changed, int newNext, int commit, int snapshot) {
    return new Progress(
        changed, match, newNext, commit, snapshot, recentActive, false, inflights.reset(), learner);
  }

  private Progress with(int newMatch, int newNext, int commit, boolean paused, Inflights sent) {
    return new Progress(
        state, newMatch, newNext, commit, pendingSnapshot, recentActive, paused, sent, learner);
  }

  /// Sends one message at a time from now on, the first after what it has or will have by a
  /// snapshot; `BecomeProbe`.
  public Progress becomeProbe() {
    var snapshot = state == ProgressState.SNAPSHOT ? pendingSnapshot : 0;
    var from = Math.max(match, snapshot) + 1;
    return become(ProgressState.PROBE, from, Math.min(sentCommit, from - 1), 0);
  }

  /// Sends without waiting from now on; `BecomeReplicate`.
  public Progress becomeReplicate() {
    return become(ProgressState.REPLICATE, match + 1, sentCommit, 0);
  }

  /// Waits for a snapshot that ends at `index`; `BecomeSnapshot`.
  public Progress becomeSnapshot(int index) {
    return become(ProgressState.SNAPSHOT, index + 1, index, index);
  }

  /// Says that its snapshot failed.
  public Progress withoutSnapshot() {
    return new Progress(
        state, match, next, sentCommit, 0, recentActive, msgAppFlowPaused, inflights, learner);
  }

  /// After a message with this many entries; `SentEntries`.
  ///
  /// @param bytes of their data
  /// @throws IllegalStateException if a snapshot is under way
  public Progress sentEntries(int entries, long bytes) {
    return switch (state) {
      case REPLICATE -> {
        var sent = entries > 0 ? inflights.add(next + entries - 1, bytes) : inflights;
        yield with(match, next + entries, sentCommit, sent.isFull(), sent);
      }
      case PROBE -> with(match, next, sentCommit, msgAppFlowPaused || entries > 0, inflights);
      case SNAPSHOT ->
          throw new IllegalStateException("sending append in unhandled state StateSnapshot");
    };
  }

  /// After a message with this commit index; `SentCommit`.
  public Progress sentCommit(int commit) {
    return with(match, next, commit, msgAppFlowPaused, inflights);
  }

  /// Whether it may learn something from a commit index; `CanBumpCommit`.
  public boolean canBumpCommit(int commit) {
    return commit > sentCommit && sentCommit < next - 1;
  }

  /// After the acknowledgement of all entries up to `index`; `MaybeUpdate`.
  ///
  /// @return this if that was known
  public Progress maybeUpdate(int index) {
    return index <= match
        ? this
        : with(index, Math.max(next, index + 1), sentCommit, false, inflights);
  }

  /// Whether a refusal of entries after `rejected` is of the last attempt, not of an earlier one;
  /// the conditions of `MaybeDecrTo`.
  public boolean isGenuine(int rejected) {
    return switch (state) {
      case REPLICATE -> rejected > match;
      case PROBE, SNAPSHOT -> rejected == next - 1;
    };
  }

  /// After a genuine refusal of entries after `rejected`, with a hint where the logs may agree;
  /// `MaybeDecrTo`.
  public Progress decreased(int rejected, int hint) {
    return switch (state) {
      case REPLICATE ->
          with(match, match + 1, Math.min(sentCommit, match), msgAppFlowPaused, inflights);
      case PROBE, SNAPSHOT -> {
        var lower = Math.max(Math.min(rejected, hint + 1), match + 1);
        yield with(match, lower, Math.min(sentCommit, lower - 1), false, inflights);
      }
    };
  }

  /// With what was acknowledged up to `index` no longer in flight.
  public Progress freed(int index) {
    return with(match, next, sentCommit, msgAppFlowPaused, inflights.freeUpTo(index));
  }

  /// Waiting for an answer, or not.
  public Progress paused(boolean paused) {
    return with(match, next, sentCommit, paused, inflights);
  }

  /// Heard of, or not.
  public Progress active(boolean active) {
    return new Progress(
        state,
        match,
        next,
        sentCommit,
        pendingSnapshot,
        active,
        msgAppFlowPaused,
        inflights,
        learner);
  }

  /// Learning, or voting.
  public Progress learner(boolean learns) {
    return new Progress(
        state,
        match,
        next,
        sentCommit,
        pendingSnapshot,
        recentActive,
        msgAppFlowPaused,
        inflights,
        learns);
  }

  /// Knowing already that the log agrees up to `index`: the leader of itself.
  public Progress matching(int index) {
    return with(index, next, sentCommit, msgAppFlowPaused, inflights);
  }

  /// Whether no entries may be sent now; `IsPaused`.
  public boolean isPaused() {
    return switch (state) {
      case PROBE, REPLICATE -> msgAppFlowPaused;
      case SNAPSHOT -> true;
    };
  }

  /// As the library writes it: `StateProbe match=0 next=12 paused inactive`.
  public String text() {
    var text = new StringBuilder("%s match=%d next=%d".formatted(state, match, next));
    if (learner) {
      text.append(" learner");
    }
    if (isPaused()) {
      text.append(" paused");
    }
    if (pendingSnapshot > 0) {
      text.append(" pendingSnap=").append(pendingSnapshot);
    }
    if (!recentActive) {
      text.append(" inactive");
    }
    if (inflights.count() > 0) {
      text.append(" inflight=").append(inflights.count());
      if (inflights.isFull()) {
        text.append("[full]");
      }
    }
    return text.toString();
  }
}
