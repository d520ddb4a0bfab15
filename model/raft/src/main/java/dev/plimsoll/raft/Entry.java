package dev.plimsoll.raft;

import dev.plimsoll.raft.confchange.ConfChange;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// An entry of a log; raftpb/raft.proto, `Entry`.
///
/// @param index its place in the log, from 1; 0 while it is only proposed
/// @param term of the leader that appended it; 0 while it is only proposed
public record Entry(int index, int term, Payload payload) {

  /// What an entry is about; `EntryType` and its data.
  public sealed interface Payload {

    /// Data of the application; `EntryNormal`.
    ///
    /// @param data empty in the entry that a leader appends on its election
    record Normal(String data) implements Payload {}

    /// A change of membership; `EntryConfChange` and `EntryConfChangeV2`.
    record Change(ConfChange change) implements Payload {}
  }

  /// What a leader appends on its election.
  public static final Payload EMPTY = new Payload.Normal("");

  /// A proposal of data.
  public static Entry proposal(String data) {
    return new Entry(0, 0, new Payload.Normal(data));
  }

  /// A proposal of another membership.
  public static Entry proposal(ConfChange change) {
    return new Entry(0, 0, new Payload.Change(change));
  }

  /// The proposal as a leader appends it.
  Entry at(int newIndex, int newTerm) {
    return new Entry(newIndex, newTerm, payload);
  }

  /// Which entry it is.
  public EntryId id() {
    return new EntryId(term, index);
  }

  /// How many bytes its data has; util.go, `payloadSize`.
  public long payloadSize() {
    return switch (payload) {
      case Payload.Normal(var data) -> data.getBytes(StandardCharsets.UTF_8).length;
      case Payload.Change(var change) when change.equals(ConfChange.LEAVE_JOINT) -> 0;
      case Payload.Change(var change) when change.v1() ->
          3 + varint(change.changes().getFirst().node());
      case Payload.Change(var change) ->
          2 + change.changes().stream().mapToLong(c -> 5 + varint(c.node())).sum();
    };
  }

  /// How many bytes it has in messages and on disk: fields that are not set take none;
  /// `proto.Size`.
  public long encodedSize() {
    var data = payloadSize();
    return (payload instanceof Payload.Change ? 2 : 0)
        + (term == 0 ? 0 : 1 + varint(term))
        + (index == 0 ? 0 : 1 + varint(index))
        + (data == 0 ? 0 : 1 + varint(data) + data);
  }

  private static int varint(long value) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
  }

  /// How many bytes the data of these have; `payloadsSize`.
  public static long payloadSize(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::payloadSize).sum();
  }

  /// How many bytes these have in messages and on disk; `entsSize`.
  public static long encodedSize(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::encodedSize).sum();
  }

  /// As many of the first as fit, and at least one; `limitSize`.
  ///
  /// @param maxSize in bytes, encoded
  static List<Entry> limit(List<Entry> entries, long maxSize) {
    if (maxSize == Limits.NO_LIMIT) {
      return entries;
    }
    var size = 0L;
    for (var count = 0; count < entries.size(); count++) {
      size += entries.get(count).encodedSize();
      if (size > maxSize && count > 0) {
        return entries.subList(0, count);
      }
    }
    return entries;
  }
}
