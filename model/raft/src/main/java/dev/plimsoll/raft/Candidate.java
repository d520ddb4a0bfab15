package dev.plimsoll.raft;

import dev.plimsoll.raft.Elections.Campaign;
import dev.plimsoll.raft.Message.MsgApp;
import dev.plimsoll.raft.Message.MsgHeartbeat;
import dev.plimsoll.raft.Message.MsgPreVoteResp;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Message.MsgSnap;
import dev.plimsoll.raft.Message.MsgTimeoutNow;
import dev.plimsoll.raft.Message.MsgVoteResp;

/// What a candidate or pre-candidate does with a message of its term; raft.go, `stepCandidate`.
final class Candidate {

  static void step(Raft raft, Message message) {
    switch (message) {
      case MsgApp app -> {
        raft.becomeFollower(app.term(), app.from());
        Follower.handleAppendEntries(raft, app);
      }
      case MsgHeartbeat heartbeat -> {
        raft.becomeFollower(heartbeat.term(), heartbeat.from());
        Follower.handleHeartbeat(raft, heartbeat);
      }
      case MsgSnap snap -> {
        raft.becomeFollower(snap.term(), snap.from());
        Follower.handleSnapshot(raft, snap);
      }
      case MsgVoteResp(_, var from, _, var reject) -> {
        if (raft.state == StateType.CANDIDATE) {
          count(raft, from, message, !reject);
        }
      }
      case MsgPreVoteResp(_, var from, _, var reject) -> {
        if (raft.state == StateType.PRE_CANDIDATE) {
          count(raft, from, message, !reject);
        }
      }
      case MsgProp _ -> {
        raft.journal.info(
            "%x no leader at term %d; dropping proposal".formatted(raft.id, raft.term));
        raft.refusal = Refusal.PROPOSAL_DROPPED;
      }
      case MsgTimeoutNow(_, var from, _) ->
          raft.journal.debug(
              "%x [term %d state %s] ignored MsgTimeoutNow from %x"
                  .formatted(raft.id, raft.term, raft.state, from));
      case Message.Local _, Message.Peer _ -> {}
    }
  }

  /// Counts a member's first answer; `poll`.
  private static void count(Raft raft, int from, Message answer, boolean granted) {
    raft.journal.info(
        "%x received %s%s from %x at term %d"
            .formatted(raft.id, answer.type(), granted ? "" : " rejection", from, raft.term));
    raft.tracker = raft.tracker.recordVote(from, granted);
    var tally = raft.tracker.tallyVotes();
    raft.journal.info(
        "%x has received %d %s votes and %d vote rejections"
            .formatted(raft.id, tally.granted(), answer.type(), tally.rejected()));
    switch (tally.result()) {
      case PENDING -> {}
      case LOST -> raft.becomeFollower(raft.term, Node.NONE);
      case WON -> {
        if (raft.state == StateType.PRE_CANDIDATE) {
          Elections.campaign(raft, Campaign.ELECTION);
        } else {
          raft.becomeLeader();
          Replication.bcastAppend(raft);
        }
      }
    }
  }

  private Candidate() {}
}
