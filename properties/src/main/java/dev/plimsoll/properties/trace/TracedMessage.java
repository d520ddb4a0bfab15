package dev.plimsoll.properties.trace;

import dev.plimsoll.properties.trace.TraceEvent.Kind;

/// A message as far as a trace tells it; state_trace.go, `TracingMessage`.
///
/// @param entries how many; of a snapshot, its index
/// @param index of the entry before the first, or up to which was appended; 0 for a snapshot
/// @param vote always 0
public record TracedMessage(
    MessageType type,
    int term,
    int from,
    int to,
    int entries,
    int logTerm,
    int index,
    int commit,
    int vote,
    boolean reject,
    int rejectHint) {

  /// The types that are recorded.
  public enum MessageType {
    /// Entries.
    APPEND("MsgApp", Kind.SEND_APPEND, Kind.RECEIVE_APPEND),
    /// Whether they were appended.
    APPEND_RESPONSE("MsgAppResp", Kind.SEND_APPEND_RESPONSE, Kind.RECEIVE_APPEND_RESPONSE),
    /// A sign of life.
    HEARTBEAT("MsgHeartbeat", Kind.SEND_APPEND, Kind.RECEIVE_APPEND),
    /// The answer to it.
    HEARTBEAT_RESPONSE("MsgHeartbeatResp", Kind.SEND_APPEND_RESPONSE, Kind.RECEIVE_APPEND_RESPONSE),
    /// A snapshot.
    SNAPSHOT("MsgSnap", Kind.SEND_APPEND, Kind.RECEIVE_APPEND),
    /// A vote is asked for.
    VOTE("MsgVote", Kind.SEND_VOTE, Kind.RECEIVE_VOTE),
    /// A vote.
    VOTE_RESPONSE("MsgVoteResp", Kind.SEND_VOTE_RESPONSE, Kind.RECEIVE_VOTE_RESPONSE);

    private final String text;
    private final Kind sent;
    private final Kind received;

    MessageType(String text, Kind sent, Kind received) {
      this.text = text;
      this.sent = sent;
      this.received = received;
    }

    /// As what it is recorded when it is sent.
    public Kind sent() {
      return sent;
    }

    /// As what it is recorded when it comes.
    public Kind received() {
      return received;
    }

    /// The library's name.
    @Override
    public String toString() {
      return text;
    }
  }

  /// A message of which only these are set.
  static TracedMessage of(MessageType type, int term, int from, int to) {
    return new TracedMessage(type, term, from, to, 0, 0, 0, 0, 0, false, 0);
  }

  TracedMessage at(int lastIndex, int lastTerm) {
    return new TracedMessage(
        type, term, from, to, entries, lastTerm, lastIndex, commit, vote, reject, rejectHint);
  }

  TracedMessage carrying(int count, int committed) {
    return new TracedMessage(
        type, term, from, to, count, logTerm, index, committed, vote, reject, rejectHint);
  }

  TracedMessage rejecting(int hint) {
    return new TracedMessage(
        type, term, from, to, entries, logTerm, index, commit, vote, true, hint);
  }

  TracedMessage rejecting() {
    return rejecting(0);
  }

  /// What it is, in words.
  public String text() {
    return "%s %d->%d term=%d index=%d logTerm=%d entries=%d commit=%d%s%s"
        .formatted(
            type,
            from,
            to,
            term,
            index,
            logTerm,
            entries,
            commit,
            reject ? " reject hint=" + rejectHint : "",
            vote == 0 ? "" : " vote=" + vote);
  }

  /// In how many fields it differs from another.
  int distance(TracedMessage other) {
    return (type == other.type ? 0 : 4)
        + (from == other.from ? 0 : 3)
        + (to == other.to ? 0 : 3)
        + (term == other.term ? 0 : 1)
        + (entries == other.entries ? 0 : 1)
        + (logTerm == other.logTerm ? 0 : 1)
        + (index == other.index ? 0 : 1)
        + (commit == other.commit ? 0 : 1)
        + (vote == other.vote ? 0 : 1)
        + (reject == other.reject ? 0 : 1)
        + (rejectHint == other.rejectHint ? 0 : 1);
  }
}
