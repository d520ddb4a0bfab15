package dev.plimsoll.raft;

import dev.plimsoll.raft.tracker.Inflights;

/// How much a node sends, keeps and hands out; raft.go, `Config`. Sizes are in bytes.
///
/// @param maxSizePerMsg of the entries of a message, encoded; a message holds one at least
/// @param maxCommittedSizePerReady of the entries handed out to be applied, encoded; one at least
/// @param maxUncommittedEntriesSize of the data of entries that are not committed; proposals that
///     would exceed it are dropped, unless there are none
/// @param maxInflightMsgs how many messages with entries a member is sent without an answer
/// @param maxInflightBytes of the data of their entries; 0 for no limit
public record Limits(
    long maxSizePerMsg,
    long maxCommittedSizePerReady,
    long maxUncommittedEntriesSize,
    int maxInflightMsgs,
    long maxInflightBytes) {

  /// As much as there is.
  public static final long NO_LIMIT = Long.MAX_VALUE;

  /// No limit of anything.
  public static final Limits NONE = new Limits(NO_LIMIT, NO_LIMIT, NO_LIMIT, Integer.MAX_VALUE, 0);

  public Limits {
    if (maxInflightMsgs <= 0) {
      throw new IllegalArgumentException("max inflight messages must be greater than 0");
    }
    if (maxInflightBytes != 0 && maxInflightBytes < maxSizePerMsg) {
      throw new IllegalArgumentException("max inflight bytes must be >= max message size");
    }
  }

  /// With at most this many messages in flight.
  public Limits withMaxInflightMsgs(int count) {
    return new Limits(
        maxSizePerMsg,
        maxCommittedSizePerReady,
        maxUncommittedEntriesSize,
        count,
        maxInflightBytes);
  }

  /// With at most so much to be applied at once.
  public Limits withMaxCommittedSizePerReady(long size) {
    return new Limits(
        maxSizePerMsg, size, maxUncommittedEntriesSize, maxInflightMsgs, maxInflightBytes);
  }

  /// With no messages in flight yet.
  Inflights inflights() {
    return new Inflights(maxInflightMsgs, maxInflightBytes);
  }
}
