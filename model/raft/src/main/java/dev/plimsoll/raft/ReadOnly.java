package dev.plimsoll.raft;

import dev.plimsoll.raft.Message.MsgReadIndex;
import dev.plimsoll.raft.quorum.JointConfig;
import dev.plimsoll.raft.quorum.VoteResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// A leader's reads that wait for a quorum to confirm that it leads; read_only.go, `readOnly`.
///
/// A heartbeat carries a number that stands for the last of them, and its answer confirms all up to
/// it.
public sealed interface ReadOnly {

  /// A read.
  ///
  /// @param index up to where entries were committed when it was asked for
  record Request(MsgReadIndex message, int index) {}

  /// In the order of asking.
  List<Request> unconfirmed();

  /// With one more read; `addRequest`.
  ReadOnly add(int index, MsgReadIndex message);

  /// With a member's confirmation of the reads up to number `read`; 0 for none; `recvAck`.
  ReadOnly ack(int from, int read);

  /// How many of the reads that wait are confirmed now; `maybeAdvance`.
  int advanced(JointConfig voters);

  /// Without the first so many, which are confirmed.
  ReadOnly confirm(int count);

  /// The number of the last read that waits; 0 for none; `heartbeatCtx`.
  int last();

  /// Reads are numbered from 1 in a leader's term.
  ///
  /// @param acks by member, the number of the last read that it has confirmed
  /// @param confirmed how many reads were confirmed before these
  record Numbered(SortedMap<Integer, Integer> acks, List<Request> unconfirmed, int confirmed)
      implements ReadOnly {

    /// No reads.
    public static final Numbered NONE = new Numbered(new TreeMap<>(), List.of(), 0);

    public Numbered {
      acks = Collections.unmodifiableSortedMap(new TreeMap<>(acks));
      unconfirmed = List.copyOf(unconfirmed);
    }

    @Override
    public Numbered add(int index, MsgReadIndex message) {
      var more = new ArrayList<>(unconfirmed);
      more.add(new Request(message, index));
      return new Numbered(acks, more, confirmed);
    }

    @Override
    public Numbered ack(int from, int read) {
      if (read == 0) {
        return this;
      }
      var more = new TreeMap<>(acks);
      more.merge(from, read, Math::max);
      return new Numbered(more, unconfirmed, confirmed);
    }

    @Override
    public int advanced(JointConfig voters) {
      var quorum =
          voters.committedIndex(
              id -> acks.containsKey(id) ? OptionalInt.of(acks.get(id)) : OptionalInt.empty());
      return Math.max(0, quorum - confirmed);
    }

    @Override
    public Numbered confirm(int count) {
      return new Numbered(acks, unconfirmed.subList(count, unconfirmed.size()), confirmed + count);
    }

    @Override
    public int last() {
      return unconfirmed.isEmpty() ? 0 : confirmed + unconfirmed.size();
    }
  }

  /// Reads are known by what they were asked with, a positive number in decimal: so it was before
  /// commit 63903dd (March 2026). Who asks again with the same makes confirmations of the first
  /// time count for the second.
  record ByContext(List<Waiting> waiting) implements ReadOnly {

    /// No reads.
    public static final ByContext NONE = new ByContext(List.of());

    /// A read, and who has confirmed it.
    public record Waiting(Request request, SortedMap<Integer, Boolean> acks) {
      public Waiting {
        acks = Collections.unmodifiableSortedMap(new TreeMap<>(acks));
      }

      private int number() {
        return Integer.parseInt(request.message().context());
      }

      private Waiting ack(int from) {
        var more = new TreeMap<>(acks);
        more.put(from, true);
        return new Waiting(request, more);
      }
    }

    public ByContext {
      waiting = List.copyOf(waiting);
    }

    @Override
    public List<Request> unconfirmed() {
      return waiting.stream().map(Waiting::request).toList();
    }

    @Override
    public ByContext add(int index, MsgReadIndex message) {
      var added = new Waiting(new Request(message, index), new TreeMap<>());
      if (waiting.stream().anyMatch(read -> read.number() == added.number())) {
        return this;
      }
      var more = new ArrayList<>(waiting);
      more.add(added);
      return new ByContext(more);
    }

    @Override
    public ByContext ack(int from, int read) {
      return new ByContext(
          waiting.stream().map(each -> each.number() == read ? each.ack(from) : each).toList());
    }

    @Override
    public int advanced(JointConfig voters) {
      for (var count = waiting.size(); count > 0; count--) {
        if (voters.voteResult(waiting.get(count - 1).acks()) == VoteResult.WON) {
          return count;
        }
      }
      return 0;
    }

    @Override
    public ByContext confirm(int count) {
      return new ByContext(waiting.subList(count, waiting.size()));
    }

    @Override
    public int last() {
      return waiting.isEmpty() ? 0 : waiting.getLast().number();
    }
  }
}
