package dev.plimsoll.raft;

import dev.plimsoll.raft.Message.MsgAppResp;
import dev.plimsoll.raft.Message.MsgBeat;
import dev.plimsoll.raft.Message.MsgCheckQuorum;
import dev.plimsoll.raft.Message.MsgForgetLeader;
import dev.plimsoll.raft.Message.MsgHeartbeatResp;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Message.MsgReadIndex;
import dev.plimsoll.raft.Message.MsgSnapStatus;
import dev.plimsoll.raft.Message.MsgTimeoutNow;
import dev.plimsoll.raft.Message.MsgTransferLeader;
import dev.plimsoll.raft.Message.MsgUnreachable;
import dev.plimsoll.raft.tracker.Progress;
import dev.plimsoll.raft.tracker.ProgressState;

/// What a leader does with a message of its term, and with ticks; raft.go, `stepLeader` and
/// `tickHeartbeat`.
final class Leader {

  /// A tick of a leader.
  static void tick(Raft raft) {
    raft.heartbeatElapsed++;
    raft.electionElapsed++;
    if (raft.electionElapsed >= raft.config.electionTick()) {
      raft.electionElapsed = 0;
      if (raft.config.checkQuorum()) {
        Node.step(raft, new MsgCheckQuorum(raft.id));
      }
      if (raft.state == StateType.LEADER) { // a transfer that took so long has failed
        raft.leadTransferee = Node.NONE;
      }
    }
    if (raft.state == StateType.LEADER && raft.heartbeatElapsed >= raft.config.heartbeatTick()) {
      raft.heartbeatElapsed = 0;
      Node.step(raft, new MsgBeat(raft.id));
    }
  }

  static void step(Raft raft, Message message) {
    switch (message) {
      case MsgBeat _ -> Replication.bcastHeartbeat(raft);
      case MsgCheckQuorum _ -> checkQuorum(raft);
      case MsgProp prop -> Proposals.propose(raft, prop);
      case MsgReadIndex read -> LeaderReads.read(raft, read);
      case MsgAppResp _,
          MsgHeartbeatResp _,
          MsgSnapStatus _,
          MsgUnreachable _,
          MsgTransferLeader _ -> {
        var known = raft.tracker.of(message.from());
        if (known == null) {
          raft.journal.debug("%x no progress available for %x".formatted(raft.id, message.from()));
        } else {
          answered(raft, message, known);
        }
      }
      case MsgForgetLeader _ -> {} // it need not: it is the leader itself
      case Message.Local _, Message.Peer _ -> {
        if (raft.tracker.of(message.from()) == null) {
          raft.journal.debug("%x no progress available for %x".formatted(raft.id, message.from()));
        }
      }
    }
  }

  private static void answered(Raft raft, Message message, Progress known) {
    var from = message.from();
    switch (message) {
      case MsgAppResp(_, _, _, var index, var reject, var hint) -> {
        raft.setProgress(from, known.active(true));
        if (reject) {
          Replication.refused(raft, from, index, hint);
        } else {
          Replication.acknowledged(raft, from, index);
        }
      }
      case MsgHeartbeatResp(_, _, _, var read) -> {
        raft.setProgress(from, withRoom(raft.config, known).active(true).paused(false));
        if (known.match() < raft.log.lastIndex()
            || (known.state() == ProgressState.PROBE
                && !raft.config.has(Config.Option.PROBES_UNTIL_NEXT_ENTRY))) {
          Replication.sendAppend(raft, from);
        }
        LeaderReads.confirmed(raft, from, read);
      }
      case MsgSnapStatus(_, _, var reject) -> {
        if (known.state() == ProgressState.SNAPSHOT) {
          Replication.snapshotReported(raft, from, known, reject);
        }
      }
      case MsgUnreachable _ -> {
        if (known.state() == ProgressState.REPLICATE) { // what was sent last is probably lost
          raft.setProgress(from, known.becomeProbe());
        }
        raft.journal.debug(
            "%x failed to send message to %x because it is unreachable [%s]"
                .formatted(raft.id, from, raft.progress(from).text()));
      }
      case MsgTransferLeader _ -> transfer(raft, from, known);
      case Message.Local _, Message.Peer _ -> {}
    }
  }

  private static Progress withRoom(Config config, Progress known) {
    var sent = known.inflights();
    return config.has(Config.Option.FORGETS_FIRST_IN_FLIGHT)
            && known.state() == ProgressState.REPLICATE
            && sent.isFull()
        ? known.freed(sent.messages().getFirst().index())
        : known;
  }

  private static void checkQuorum(Raft raft) {
    if (!raft.tracker.isQuorumActive()) {
      raft.journal.warning(
          "%x stepped down to follower since quorum is not active".formatted(raft.id));
      raft.becomeFollower(raft.term, Node.NONE);
    } else {
      raft.tracker = raft.tracker.map((id, known) -> id == raft.id ? known : known.active(false));
    }
  }

  /// Hands leadership to another; thesis §3.10.
  private static void transfer(Raft raft, int to, Progress known) {
    var before = raft.leadTransferee;
    if (known.learner()) {
      raft.journal.debug("%x is learner. Ignored transferring leadership".formatted(raft.id));
      return;
    }
    if (before == to) {
      raft.journal.info(
          "%x [term %d] transfer leadership to %x is in progress, ignores request to same node %x"
              .formatted(raft.id, raft.term, to, to));
      return;
    }
    if (before != Node.NONE) {
      raft.leadTransferee = Node.NONE;
      raft.journal.info(
          "%x [term %d] abort previous transferring leadership to %x"
              .formatted(raft.id, raft.term, before));
    }
    if (to == raft.id) {
      raft.journal.debug(
          "%x is already leader. Ignored transferring leadership to self".formatted(raft.id));
      return;
    }
    raft.journal.info(
        "%x [term %d] starts to transfer leadership to %x".formatted(raft.id, raft.term, to));
    raft.electionElapsed = 0;
    raft.leadTransferee = to;
    if (known.match() == raft.log.lastIndex()) {
      raft.send(new MsgTimeoutNow(raft.term, raft.id, to));
      raft.journal.info(
          "%x sends MsgTimeoutNow to %x immediately as %x already has up-to-date log"
              .formatted(raft.id, to, to));
    } else {
      Replication.sendAppend(raft, to);
    }
  }

  private Leader() {}
}
