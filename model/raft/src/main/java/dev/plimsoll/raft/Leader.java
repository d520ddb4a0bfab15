package dev.plimsoll.raft;

import dev.plimsoll.raft.Message.MsgApp;
import dev.plimsoll.raft.Message.MsgAppResp;
import dev.plimsoll.raft.Message.MsgBeat;
import dev.plimsoll.raft.Message.MsgHeartbeat;
import dev.plimsoll.raft.Message.MsgHeartbeatResp;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgPreVote;
import dev.plimsoll.raft.Message.MsgPreVoteResp;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Message.MsgVote;
import dev.plimsoll.raft.Message.MsgVoteResp;
import java.util.List;

/// What a leader does; raft.go, `stepLeader`, `maybeSendAppend` and `sendHeartbeat`, v3.6.0.
final class Leader {

  /// What a leader does with a message of its term.
  static void step(Raft raft, Message message) {
    switch (message) {
      case MsgBeat _ -> bcastHeartbeat(raft);
      case MsgProp(_, _, var data) -> {
        raft.appendEntry(data);
        bcastAppend(raft);
      }
      case MsgAppResp(_, var from, _, var index, var reject, var hint) -> {
        if (reject) {
          refused(raft, from, index, hint);
        } else {
          acknowledged(raft, from, index);
        }
      }
      case MsgHeartbeatResp(_, var from, _) -> {
        raft.setProgress(from, raft.progress(from).resumed());
        var progress = raft.progress(from);
        if (progress.match() < raft.log.lastIndex() || progress.state() == Progress.Type.PROBE) {
          maybeSendAppend(raft, from, true);
        }
      }
      case MsgHup _,
          MsgVote _,
          MsgVoteResp _,
          MsgPreVote _,
          MsgPreVoteResp _,
          MsgApp _,
          MsgHeartbeat _ -> {}
    }
  }

  /// A follower has the log up to `index`.
  private static void acknowledged(Raft raft, int from, int index) {
    var before = raft.progress(from);
    var after = before.maybeUpdate(index);
    var probed = after.state() == Progress.Type.PROBE;
    if (after.equals(before) && !(probed && after.match() == index)) {
      return;
    }
    raft.setProgress(from, probed ? after.becomeReplicate() : after);
    var other = from != raft.config.id();
    if (raft.maybeCommit()) {
      bcastAppend(raft);
    } else if (other && raft.progress(from).canBumpCommit(raft.log.committed())) {
      maybeSendAppend(raft, from, true);
    }
    if (other) {
      maybeSendAppend(raft, from, false);
    }
  }

  /// A follower did not take the entries after `rejected`. With its hint, the leader skips what
  /// cannot agree: an entry of a later term than the follower's there.
  private static void refused(Raft raft, int from, int rejected, EntryId hint) {
    if (!raft.progress(from).isGenuine(rejected)) {
      return;
    }
    var probe =
        hint.term() > 0
            ? raft.log.findConflictByTerm(hint.index(), hint.term()).index()
            : hint.index();
    raft.setProgress(from, raft.progress(from).decreased(rejected, probe));
    maybeSendAppend(raft, from, true);
  }

  /// Sends every other server what it lacks, or the commit index alone.
  static void bcastAppend(Raft raft) {
    for (var id = 1; id <= raft.config.voters(); id++) {
      if (id != raft.config.id()) {
        maybeSendAppend(raft, id, true);
      }
    }
  }

  private static void maybeSendAppend(Raft raft, int to, boolean sendIfEmpty) {
    var progress = raft.progress(to);
    var prev = progress.next() - 1;
    List<Entry> entries = raft.log.from(progress.next());
    if (progress.msgAppFlowPaused() || (entries.isEmpty() && !sendIfEmpty)) {
      return;
    }
    raft.send(
        new MsgApp(
            raft.term,
            raft.config.id(),
            to,
            new EntryId(raft.log.term(prev), prev),
            entries,
            raft.log.committed()));
    raft.setProgress(to, progress.sent(entries.size(), raft.log.committed()));
  }

  /// A heartbeat lets a follower commit only what it is known to have.
  private static void bcastHeartbeat(Raft raft) {
    for (var id = 1; id <= raft.config.voters(); id++) {
      if (id != raft.config.id()) {
        var commit =
            raft.config.bug() == Bug.COMMIT_UNMATCHED
                ? raft.log.committed()
                : Math.min(raft.progress(id).match(), raft.log.committed());
        raft.send(new MsgHeartbeat(raft.term, raft.config.id(), id, commit));
        raft.setProgress(id, raft.progress(id).sentCommit(commit));
      }
    }
  }

  private Leader() {}
}
