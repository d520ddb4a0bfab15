package dev.plimsoll.raft;

import dev.plimsoll.raft.Message.MsgReadIndex;
import dev.plimsoll.raft.quorum.JointConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// A leader's reads that wait for a quorum to confirm that it leads; read_only.go, `readOnly`.
///
/// Reads are numbered from 1 in a leader's term; a heartbeat carries the number of the last, and
/// its answer confirms all up to it.
///
/// @param acks by member, the number of the last read that it has confirmed
/// @param unconfirmed in the order of asking
/// @param confirmed how many reads were confirmed before these
public record ReadOnly(SortedMap<Integer, Integer> acks, List<Request> unconfirmed, int confirmed) {

  /// No reads.
  public static final ReadOnly NONE = new ReadOnly(new TreeMap<>(), List.of(), 0);

  /// A read.
  ///
  /// @param index up to where entries were committed when it was asked for
  public record Request(MsgReadIndex message, int index) {}

  public ReadOnly {
    acks = Collections.unmodifiableSortedMap(new TreeMap<>(acks));
    unconfirmed = List.copyOf(unconfirmed);
  }

  /// With one more read; `addRequest`.
  ReadOnly add(int index, MsgReadIndex message) {
    var more = new ArrayList<>(unconfirmed);
    more.add(new Request(message, index));
    return new ReadOnly(acks, more, confirmed);
  }

  /// With a member's confirmation of the reads up to number `read`; 0 for none; `recvAck`.
  ReadOnly ack(int from, int read) {
    if (read == 0) {
      return this;
    }
    var more = new TreeMap<>(acks);
    more.merge(from, read, Math::max);
    return new ReadOnly(more, unconfirmed, confirmed);
  }

  /// How many of the reads that wait are confirmed now; `maybeAdvance`.
  int advanced(JointConfig voters) {
    var quorum =
        voters.committedIndex(
            id -> acks.containsKey(id) ? OptionalInt.of(acks.get(id)) : OptionalInt.empty());
    return Math.max(0, quorum - confirmed);
  }

  /// Without the first so many, which are confirmed.
  ReadOnly confirm(int count) {
    return new ReadOnly(acks, unconfirmed.subList(count, unconfirmed.size()), confirmed + count);
  }

  /// The number of the last read that waits; 0 for none; `heartbeatCtx`.
  int last() {
    return unconfirmed.isEmpty() ? 0 : confirmed + unconfirmed.size();
  }
}
