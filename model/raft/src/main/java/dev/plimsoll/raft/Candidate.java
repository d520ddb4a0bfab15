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

/// What a node does to be elected; raft.go, `hup`, `campaign` and `stepCandidate`, v3.6.0.
final class Candidate {

  /// The election time-out passed.
  static void hup(Raft raft) {
    if (raft.state == StateType.LEADER) {
      return;
    }
    if (raft.config.preVote()) {
      preCampaign(raft);
    } else {
      campaign(raft);
    }
  }

  private static void preCampaign(Raft raft) {
    raft.becomePreCandidate();
    var self = raft.config.id();
    var term = raft.term + 1;
    for (var id = 1; id <= raft.config.voters(); id++) {
      if (id == self) {
        raft.sendAfterAppend(new MsgPreVoteResp(term, self, self, false));
      } else {
        raft.send(new MsgPreVote(term, self, id, raft.log.lastEntryId()));
      }
    }
  }

  private static void campaign(Raft raft) {
    raft.becomeCandidate();
    var self = raft.config.id();
    for (var id = 1; id <= raft.config.voters(); id++) {
      if (id == self) {
        raft.sendAfterAppend(new MsgVoteResp(raft.term, self, self, false));
      } else {
        raft.send(new MsgVote(raft.term, self, id, raft.log.lastEntryId()));
      }
    }
  }

  /// What a candidate or pre-candidate does with a message of its term.
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
      case MsgVoteResp(_, var from, _, var reject) -> {
        if (raft.state == StateType.CANDIDATE) {
          count(raft, from, !reject);
        }
      }
      case MsgPreVoteResp(_, var from, _, var reject) -> {
        if (raft.state == StateType.PRE_CANDIDATE) {
          count(raft, from, !reject);
        }
      }
      case MsgProp _ -> {} // dropped: it knows no leader
      case MsgHup _, MsgBeat _, MsgVote _, MsgPreVote _, MsgAppResp _, MsgHeartbeatResp _ -> {}
    }
  }

  private static void count(Raft raft, int from, boolean granted) {
    switch (raft.poll(from, granted)) {
      case PENDING -> {}
      case LOST -> raft.becomeFollower(raft.term, Node.NONE);
      case WON -> {
        if (raft.state == StateType.PRE_CANDIDATE) {
          campaign(raft);
        } else {
          raft.becomeLeader();
          Leader.bcastAppend(raft);
        }
      }
    }
  }

  private Candidate() {}
}
