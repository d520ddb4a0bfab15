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

/// What a node does for candidates and leaders; raft.go, `stepFollower`, `handleAppendEntries` and
/// the votes of `Step`, v3.6.0.
final class Follower {

  /// Whether to vote for a candidate whose log ends so.
  ///
  /// @param future whether it is a pre-vote for a later term: then it does not matter whom the node
  ///     votes for or follows now
  static boolean canVote(Raft raft, int candidate, EntryId last, boolean future) {
    var free =
        raft.vote == candidate || (raft.vote == Node.NONE && raft.lead == Node.NONE) || future;
    return (free || raft.config.bug() == Bug.DOUBLE_VOTE)
        && (raft.log.isUpToDate(last) || raft.config.bug() == Bug.NO_LOG_CHECK);
  }

  /// What a follower does with a message of its term.
  static void step(Raft raft, Message message) {
    switch (message) {
      case MsgProp(var from, _, var data) -> {
        if (raft.lead != Node.NONE) {
          raft.send(new MsgProp(from, raft.lead, data));
        }
      }
      case MsgApp app -> {
        raft.lead = app.from();
        handleAppendEntries(raft, app);
      }
      case MsgHeartbeat heartbeat -> {
        raft.lead = heartbeat.from();
        handleHeartbeat(raft, heartbeat);
      }
      case MsgHup _,
          MsgBeat _,
          MsgVote _,
          MsgVoteResp _,
          MsgPreVote _,
          MsgPreVoteResp _,
          MsgAppResp _,
          MsgHeartbeatResp _ -> {}
    }
  }

  /// Takes the entries if the log has the entry before them; Raft §5.3. Otherwise says where the
  /// logs may agree.
  static void handleAppendEntries(Raft raft, MsgApp app) {
    var prev = app.prev();
    if (prev.index() < raft.log.committed()) {
      raft.sendAppResp(app.from(), raft.log.committed());
    } else if (consistent(raft, prev)) {
      var last = prev.index() + app.entries().size();
      raft.log =
          raft.log
              .appendMissing(prev.index(), app.entries())
              .commitTo(Math.min(app.commit(), last));
      raft.sendAppResp(app.from(), last);
    } else {
      var reached = Math.min(prev.index(), raft.log.lastIndex());
      var hint = raft.log.findConflictByTerm(reached, prev.term());
      raft.sendAfterAppend(
          new MsgAppResp(raft.term, raft.config.id(), app.from(), prev.index(), true, hint));
    }
  }

  private static boolean consistent(Raft raft, EntryId prev) {
    return raft.log.matchTerm(prev)
        || (raft.config.bug() == Bug.NO_CONSISTENCY_CHECK && prev.index() <= raft.log.lastIndex());
  }

  static void handleHeartbeat(Raft raft, MsgHeartbeat heartbeat) {
    var commit =
        raft.config.bug() == Bug.COMMIT_UNMATCHED
            ? Math.min(heartbeat.commit(), raft.log.lastIndex())
            : heartbeat.commit();
    raft.log = raft.log.commitTo(commit);
    raft.send(new MsgHeartbeatResp(raft.term, raft.config.id(), heartbeat.from()));
  }

  private Follower() {}
}
