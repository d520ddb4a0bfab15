package dev.plimsoll.raft;

import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Message.MsgReadIndex;
import dev.plimsoll.raft.Message.MsgReadIndexResp;
import java.util.ArrayList;
import java.util.List;

/// How a leader answers reads without writing to the log; raft.go, `stepLeader`, MsgReadIndex;
/// thesis §6.4.
final class LeaderReads {

  /// A read is asked for.
  static void read(Raft raft, MsgReadIndex read) {
    if (raft.tracker.isSingleton()) {
      answer(raft, read, raft.log.committed());
    } else if (committedEntryInCurrentTerm(raft)) {
      begin(raft, read);
    } else { // it may not know yet what is committed
      var pending = new ArrayList<>(raft.reads.pending());
      pending.add(read);
      raft.reads = new Reads(raft.reads.readOnly(), pending, raft.reads.states());
    }
  }

  /// The commit index has advanced; `releasePendingReadIndexMessages`.
  static void release(Raft raft) {
    var pending = raft.reads.pending();
    if (pending.isEmpty()) {
      return;
    }
    if (!committedEntryInCurrentTerm(raft)) {
      raft.journal.error(
          "pending MsgReadIndex should be released only after first commit in current term");
      return;
    }
    raft.reads = new Reads(raft.reads.readOnly(), List.of(), raft.reads.states());
    pending.forEach(read -> begin(raft, read));
  }

  /// A member has answered a heartbeat.
  ///
  /// @param read the number of the last read that it confirms; 0 for none
  static void confirmed(Raft raft, int from, int read) {
    if (raft.config.has(Option.LEASE_BASED_READS) || read == 0) {
      return;
    }
    var acked = raft.reads.readOnly().ack(from, read);
    var count = acked.advanced(raft.tracker.config().voters());
    set(raft, acked.confirm(count));
    acked
        .unconfirmed()
        .subList(0, count)
        .forEach(request -> answer(raft, request.message(), request.index()));
  }

  private static boolean committedEntryInCurrentTerm(Raft raft) {
    return raft.log.termOrZero(raft.log.committed()) == raft.term;
  }

  /// `sendMsgReadIndexResponse`.
  private static void begin(Raft raft, MsgReadIndex read) {
    if (raft.config.has(Option.LEASE_BASED_READS)) {
      answer(raft, read, raft.log.committed());
    } else {
      var asked = raft.reads.readOnly().add(raft.log.committed(), read);
      set(raft, asked.ack(raft.id, asked.last()));
      Replication.bcastHeartbeat(raft);
    }
  }

  private static void set(Raft raft, ReadOnly readOnly) {
    raft.reads = new Reads(readOnly, raft.reads.pending(), raft.reads.states());
  }

  /// `responseToReadIndexReq`.
  private static void answer(Raft raft, MsgReadIndex read, int index) {
    if (read.from() == Node.NONE || read.from() == raft.id) {
      var states = new ArrayList<>(raft.reads.states());
      states.add(new ReadState(index, read.context()));
      raft.reads = new Reads(raft.reads.readOnly(), raft.reads.pending(), states);
    } else {
      raft.send(new MsgReadIndexResp(raft.term, raft.id, read.from(), index, read.context()));
    }
  }

  private LeaderReads() {}
}
