package dev.plimsoll.raft;

import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Elections.Campaign;
import dev.plimsoll.raft.Message.MsgApp;
import dev.plimsoll.raft.Message.MsgAppResp;
import dev.plimsoll.raft.Message.MsgForgetLeader;
import dev.plimsoll.raft.Message.MsgHeartbeat;
import dev.plimsoll.raft.Message.MsgHeartbeatResp;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Message.MsgReadIndex;
import dev.plimsoll.raft.Message.MsgReadIndexResp;
import dev.plimsoll.raft.Message.MsgSnap;
import dev.plimsoll.raft.Message.MsgTimeoutNow;
import dev.plimsoll.raft.Message.MsgTransferLeader;
import java.util.ArrayList;

/// What a follower does with a message of its term; raft.go, `stepFollower`,
/// `handleAppendEntries`, `handleHeartbeat` and `handleSnapshot`.
final class Follower {

  static void step(Raft raft, Message message) {
    switch (message) {
      case MsgProp prop -> propose(raft, prop);
      case MsgApp app -> {
        hear(raft, app.from());
        handleAppendEntries(raft, app);
      }
      case MsgHeartbeat heartbeat -> {
        hear(raft, heartbeat.from());
        handleHeartbeat(raft, heartbeat);
      }
      case MsgSnap snap -> {
        hear(raft, snap.from());
        handleSnapshot(raft, snap);
      }
      case MsgTransferLeader(_, var from, _) -> {
        if (raft.lead == Node.NONE) {
          raft.journal.info(
              "%x no leader at term %d; dropping leader transfer msg"
                  .formatted(raft.id, raft.term));
        } else {
          raft.send(new MsgTransferLeader(raft.term, from, raft.lead));
        }
      }
      case MsgForgetLeader _ -> forgetLeader(raft);
      case MsgTimeoutNow(_, var from, _) -> {
        raft.journal.info(
            ("%x [term %d] received MsgTimeoutNow from %x and starts an election to get"
                    + " leadership.")
                .formatted(raft.id, raft.term, from));
        Elections.hup(raft, Campaign.TRANSFER); // never with a pre-vote
      }
      case MsgReadIndex(var from, _, var context) -> {
        if (raft.lead == Node.NONE) {
          raft.journal.info(
              "%x no leader at term %d; dropping index reading msg".formatted(raft.id, raft.term));
        } else {
          raft.send(new MsgReadIndex(sender(raft, from), raft.lead, context));
        }
      }
      case MsgReadIndexResp(_, _, _, var index, var context) -> {
        var states = new ArrayList<>(raft.reads.states());
        states.add(new ReadState(index, context));
        raft.reads = new Reads(raft.reads.readOnly(), raft.reads.pending(), states);
      }
      case Message.Local _, Message.Peer _ -> {}
    }
  }

  private static void hear(Raft raft, int leader) {
    raft.electionElapsed = 0;
    raft.lead = leader;
  }

  private static int sender(Raft raft, int from) {
    return from == Node.NONE ? raft.id : from;
  }

  private static void propose(Raft raft, MsgProp prop) {
    if (raft.lead == Node.NONE) {
      raft.journal.info("%x no leader at term %d; dropping proposal".formatted(raft.id, raft.term));
      raft.refusal = Refusal.PROPOSAL_DROPPED;
    } else if (raft.config.has(Option.DISABLE_PROPOSAL_FORWARDING)) {
      raft.journal.info(
          "%x not forwarding to leader %x at term %d; dropping proposal"
              .formatted(raft.id, raft.lead, raft.term));
      raft.refusal = Refusal.PROPOSAL_DROPPED;
    } else {
      raft.send(new MsgProp(sender(raft, prop.from()), raft.lead, prop.entries()));
    }
  }

  private static void forgetLeader(Raft raft) {
    if (raft.config.has(Option.LEASE_BASED_READS)) {
      raft.journal.error("ignoring MsgForgetLeader due to ReadOnlyLeaseBased");
    } else if (raft.lead != Node.NONE) {
      raft.journal.info(
          "%x forgetting leader %x at term %d".formatted(raft.id, raft.lead, raft.term));
      raft.lead = Node.NONE;
    }
  }

  /// Takes the entries if the log has the entry before them; Raft §5.3. Otherwise says where the
  /// logs may agree.
  static void handleAppendEntries(Raft raft, MsgApp app) {
    var prev = app.prev();
    if (prev.index() < raft.log.committed()) {
      raft.sendAppResp(app.from(), raft.log.committed());
    } else if (isConsistent(raft, prev)) {
      var last = prev.index() + app.entries().size();
      raft.log =
          raft.log
              .appendMissing(app.entries(), raft.journal)
              .commitTo(Math.min(app.commit(), last));
      raft.sendAppResp(app.from(), last);
    } else {
      raft.journal.debug(
          "%x [logterm: %d, index: %d] rejected MsgApp [logterm: %d, index: %d] from %x"
              .formatted(
                  raft.id,
                  raft.log.termOrZero(prev.index()),
                  prev.index(),
                  prev.term(),
                  prev.index(),
                  app.from()));
      var reached = Math.min(prev.index(), raft.log.lastIndex());
      var hint = raft.log.findConflictByTerm(reached, prev.term());
      raft.sendAfterAppend(
          new MsgAppResp(raft.term, raft.id, app.from(), prev.index(), true, hint));
    }
  }

  private static boolean isConsistent(Raft raft, EntryId prev) {
    return raft.log.matchTerm(prev)
        || (raft.config.bug() == Bug.NO_CONSISTENCY_CHECK && prev.index() <= raft.log.lastIndex());
  }

  static void handleHeartbeat(Raft raft, MsgHeartbeat heartbeat) {
    var commit =
        raft.config.bug() == Bug.COMMIT_UNMATCHED
            ? Math.min(heartbeat.commit(), raft.log.lastIndex())
            : heartbeat.commit();
    raft.log = raft.log.commitTo(commit);
    raft.send(new MsgHeartbeatResp(raft.term, raft.id, heartbeat.from(), heartbeat.read()));
  }

  static void handleSnapshot(Raft raft, MsgSnap snap) {
    var last = snap.snapshot().last();
    var restored = Membership.restore(raft, snap.snapshot());
    raft.journal.info(
        "%x [commit: %d] %s snapshot [index: %d, term: %d]"
            .formatted(
                raft.id,
                raft.log.committed(),
                restored ? "restored" : "ignored",
                last.index(),
                last.term()));
    raft.sendAppResp(snap.from(), restored ? raft.log.lastIndex() : raft.log.committed());
  }

  private Follower() {}
}
