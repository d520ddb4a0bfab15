package dev.plimsoll.raft;

import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Message.MsgApp;
import dev.plimsoll.raft.Message.MsgHeartbeat;
import dev.plimsoll.raft.Message.MsgSnap;
import dev.plimsoll.raft.Message.MsgTimeoutNow;
import dev.plimsoll.raft.tracker.Progress;
import dev.plimsoll.raft.tracker.ProgressState;
import java.util.List;

/// How a leader gets its log to the others; raft.go, `maybeSendAppend`, `maybeSendSnapshot`,
/// `sendHeartbeat`, and what `stepLeader` does with answers.
final class Replication {

  // ---- answers

  /// A member has the log up to `index`.
  static void acknowledged(Raft raft, int from, int index) {
    var before = raft.progress(from);
    var after = before.maybeUpdate(index);
    var probed = after.match() == index && after.state() == ProgressState.PROBE;
    if (index <= before.match() && !probed) {
      return;
    }
    raft.setProgress(from, resumed(raft, from, after, index));
    var other = from != raft.id;
    if (raft.maybeCommit()) {
      LeaderReads.release(raft);
      bcastAppend(raft);
    } else if (other && raft.progress(from).canBumpCommit(raft.log.committed())) {
      sendAppend(raft, from);
    }
    if (other) {
      sendAll(raft, from);
    }
    if (from == raft.leadTransferee && raft.progress(from).match() == raft.log.lastIndex()) {
      raft.journal.info(
          "%x sent MsgTimeoutNow to %x after received MsgAppResp".formatted(raft.id, from));
      raft.send(new MsgTimeoutNow(raft.term, raft.id, from));
    }
  }

  private static Progress resumed(Raft raft, int from, Progress known, int index) {
    return switch (known.state()) {
      case PROBE -> known.becomeReplicate();
      case REPLICATE -> known.freed(index);
      case SNAPSHOT -> {
        var isTooOld =
            raft.config.has(Option.SNAPSHOT_AS_ASKED_FOR)
                ? known.match() < known.pendingSnapshot()
                : known.match() + 1 < raft.log.firstIndex();
        if (isTooOld) {
          yield known;
        }
        raft.journal.debug(
            "%x recovered from needing snapshot, resumed sending replication messages to %x [%s]"
                .formatted(raft.id, from, known.text()));
        var probing = known.becomeProbe();
        yield raft.config.has(Option.PROBES_AFTER_SNAPSHOT) ? probing : probing.becomeReplicate();
      }
    };
  }

  /// A member did not take the entries after `rejected`. With its hint, the leader skips what
  /// cannot agree: an entry of a later term than the member's there.
  static void refused(Raft raft, int from, int rejected, EntryId hint) {
    raft.journal.debug(
        "%x received MsgAppResp(rejected, hint: (index %d, term %d)) from %x for index %d"
            .formatted(raft.id, hint.index(), hint.term(), from, rejected));
    var known = raft.progress(from);
    if (!known.isGenuine(rejected)) {
      return;
    }
    var probe =
        hint.term() > 0
            ? raft.log.findConflictByTerm(hint.index(), hint.term()).index()
            : hint.index();
    var decreased = known.decreased(rejected, probe);
    raft.journal.debug(
        "%x decreased progress of %x to [%s]".formatted(raft.id, from, decreased.text()));
    raft.setProgress(
        from, known.state() == ProgressState.REPLICATE ? decreased.becomeProbe() : decreased);
    sendAppend(raft, from);
  }

  /// The application says what became of a snapshot. Until the member answers, nothing is sent.
  static void snapshotReported(Raft raft, int from, Progress known, boolean failed) {
    var probing = (failed ? known.withoutSnapshot() : known).becomeProbe();
    raft.journal.debug(
        "%x snapshot %s, resumed sending replication messages to %x [%s]"
            .formatted(raft.id, failed ? "failed" : "succeeded", from, probing.text()));
    raft.setProgress(from, probing.paused(true));
  }

  // ---- sending

  /// Sends every other member what it lacks, or the commit index alone.
  static void bcastAppend(Raft raft) {
    raft.others().forEach(to -> sendAppend(raft, to));
  }

  /// Sends what it lacks, or the commit index alone.
  static void sendAppend(Raft raft, int to) {
    maybeSendAppend(raft, to, true);
  }

  /// Sends what it lacks, in as many messages as limits ask for and allow.
  private static void sendAll(Raft raft, int to) {
    while (maybeSendAppend(raft, to, false)) {
      // as long as there is more
    }
  }

  /// Sends what it lacks, if it is time for that.
  ///
  /// @param sendIfEmpty whether to send a message if there are no entries for it
  /// @return whether a message was sent
  static boolean maybeSendAppend(Raft raft, int to, boolean sendIfEmpty) {
    var known = raft.progress(to);
    if (known.isPaused()) {
      return false;
    }
    var prev = known.next() - 1;
    var prevTerm = raft.log.term(prev);
    // even if too much is under way: were all of it lost, only this could get things going
    var full = known.state() == ProgressState.REPLICATE && known.inflights().isFull();
    if (prevTerm.isEmpty() && !(full && raft.config.has(Option.COMPACTED_TERM_IS_ZERO))) {
      return maybeSendSnapshot(raft, to, known);
    }
    List<Entry> entries =
        full ? List.of() : raft.log.from(known.next(), raft.config.limits().maxSizePerMsg());
    if (entries.isEmpty() && !sendIfEmpty) {
      return false;
    }
    var commit = raft.log.committed();
    raft.send(
        new MsgApp(raft.term, raft.id, to, new EntryId(prevTerm.orElse(0), prev), entries, commit));
    raft.setProgress(
        to, known.sentEntries(entries.size(), Entry.payloadSize(entries)).sentCommit(commit));
    return true;
  }

  private static boolean maybeSendSnapshot(Raft raft, int to, Progress known) {
    if (!known.recentActive()) {
      raft.journal.debug(
          "ignore sending snapshot to %x since it is not recently active".formatted(to));
      return false;
    }
    var snapshot = raft.log.snapshot();
    if (snapshot.isEmpty()) {
      throw new IllegalStateException("need non-empty snapshot");
    }
    raft.journal.debug(
        "%x [firstindex: %d, commit: %d] sent snapshot[index: %d, term: %d] to %x [%s]"
            .formatted(
                raft.id,
                raft.log.firstIndex(),
                raft.log.committed(),
                snapshot.index(),
                snapshot.last().term(),
                to,
                known.text()));
    raft.setProgress(to, known.becomeSnapshot(snapshot.index()));
    raft.journal.debug(
        "%x paused sending replication messages to %x [%s]"
            .formatted(raft.id, to, raft.progress(to).text()));
    raft.send(new MsgSnap(raft.term, raft.id, to, snapshot));
    return true;
  }

  /// Sends every other member a heartbeat. It lets a member commit only what it is known to have.
  static void bcastHeartbeat(Raft raft) {
    for (var to : raft.others()) {
      var known = raft.progress(to);
      var commit =
          raft.config.bug() == Bug.COMMIT_UNMATCHED
              ? raft.log.committed()
              : Math.min(known.match(), raft.log.committed());
      var read = raft.reads.readOnly().last();
      raft.send(new MsgHeartbeat(raft.term, raft.id, to, commit, read));
      raft.setProgress(to, known.sentCommit(commit));
    }
  }

  private Replication() {}
}
