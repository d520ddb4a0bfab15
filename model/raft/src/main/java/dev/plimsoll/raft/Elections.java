package dev.plimsoll.raft;

import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Entry.Payload;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgPreVote;
import dev.plimsoll.raft.Message.MsgPreVoteResp;
import dev.plimsoll.raft.Message.MsgVote;
import dev.plimsoll.raft.Message.MsgVoteResp;

/// How elections begin, and who gets a node's vote; raft.go, `hup`, `campaign` and the votes of
/// `Step`.
final class Elections {

  /// Why an election begins; `CampaignType`.
  enum Campaign {
    /// To see whether one would be won.
    PRE_ELECTION,
    /// The time-out passed.
    ELECTION,
    /// The leader said so.
    TRANSFER
  }

  /// A tick of a node that does not lead; `tickElection`.
  static void tick(Raft raft) {
    raft.electionElapsed++;
    if (raft.promotable() && raft.pastElectionTimeout()) {
      raft.electionElapsed = 0;
      Node.step(raft, new MsgHup(raft.id));
    }
  }

  /// The election time-out passed.
  static void hup(Raft raft) {
    hup(raft, raft.config.preVote() ? Campaign.PRE_ELECTION : Campaign.ELECTION);
  }

  static void hup(Raft raft, Campaign campaign) {
    if (raft.state == StateType.LEADER) {
      raft.journal.debug("%x ignoring MsgHup because already leader".formatted(raft.id));
    } else if (!raft.promotable()) {
      raft.journal.warning("%x is unpromotable and can not campaign".formatted(raft.id));
    } else if (hasUnappliedConfChanges(raft.log)) {
      raft.journal.warning(
          ("%x cannot campaign at term %d since there are still pending configuration changes to"
                  + " apply")
              .formatted(raft.id, raft.term));
    } else {
      raft.journal.info("%x is starting a new election at term %d".formatted(raft.id, raft.term));
      campaign(raft, campaign);
    }
  }

  private static boolean hasUnappliedConfChanges(RaftLog log) {
    return log.applied() < log.committed()
        && log.slice(log.applied() + 1, log.committed() + 1, Limits.NO_LIMIT).stream()
            .anyMatch(entry -> entry.payload() instanceof Payload.Change);
  }

  static void campaign(Raft raft, Campaign campaign) {
    var pre = campaign == Campaign.PRE_ELECTION;
    if (pre) {
      raft.becomePreCandidate();
    } else {
      raft.becomeCandidate();
    }
    var self = raft.id;
    var last = raft.log.lastEntryId();
    var committed = raft.config.has(Option.COMMITS_BY_VOTE) ? committed(raft.log) : EntryId.NONE;
    for (var id : raft.tracker.config().voters().ids()) {
      if (id == self) { // its own vote counts once it is saved
        raft.sendAfterAppend(
            pre
                ? new MsgPreVoteResp(raft.term + 1, self, self, false)
                : new MsgVoteResp(raft.term, self, self, false));
      } else {
        var request =
            pre
                ? new MsgPreVote(raft.term + 1, self, id, last, committed)
                : new MsgVote(raft.term, self, id, last, campaign == Campaign.TRANSFER, committed);
        raft.journal.info(
            "%x [logterm: %d, index: %d] sent %s request to %x at term %d"
                .formatted(self, last.term(), last.index(), request.type(), id, raft.term));
        raft.send(request);
      }
    }
  }

  private static EntryId committed(RaftLog log) {
    return new EntryId(log.termOrZero(log.committed()), log.committed());
  }

  /// Whether to ignore this request for a vote in a later term: the node has heard of its leader
  /// recently, so that a quorum may rely on it; thesis §4.2.3.
  static boolean isInLease(Raft raft, Message message) {
    var asked =
        switch (message) {
          case MsgVote(_, _, _, var last, var transfer, _) -> transfer ? null : last;
          case MsgPreVote(_, _, _, var last, _) -> last;
          case Message.Local _, Message.Peer _ -> null;
        };
    var ticks = raft.config.electionTick();
    if (asked == null
        || !raft.config.checkQuorum()
        || raft.lead == Node.NONE
        || raft.electionElapsed >= ticks) {
      return false;
    }
    var own = raft.log.lastEntryId();
    raft.journal.info(
        ("%x [logterm: %d, index: %d, vote: %x] ignored %s from %x [logterm: %d, index: %d] at term"
                + " %d: lease is not expired (remaining ticks: %d)")
            .formatted(
                raft.id,
                own.term(),
                own.index(),
                raft.vote,
                message.type(),
                message.from(),
                asked.term(),
                asked.index(),
                raft.term,
                ticks - raft.electionElapsed));
    return true;
  }

  /// Votes, or refuses to. Learners vote too: perhaps they were made voters and do not know yet.
  ///
  /// @param message MsgVote or MsgPreVote
  /// @param last the last entry of the candidate's log
  /// @param committed see {@link MsgVote}
  static void vote(Raft raft, Message message, int candidate, EntryId last, EntryId committed) {
    var own = raft.tracker.of(raft.id);
    if (raft.config.bug() == Bug.LEARNERS_REFUSE_VOTES && own != null && own.learner()) {
      return;
    }
    var pre = message instanceof MsgPreVote;
    var free =
        raft.vote == candidate
            || (raft.vote == Node.NONE && raft.lead == Node.NONE)
            || (pre && message.term() > raft.term)
            || raft.config.bug() == Bug.DOUBLE_VOTE;
    if (!free || !(raft.log.isUpToDate(last) || raft.config.bug() == Bug.NO_LOG_CHECK)) {
      reject(raft, message, candidate, last);
      commitByVote(raft, committed);
      return;
    }
    say(raft, "cast %s for", message, candidate, last);
    if (pre) {
      var term = raft.config.has(Option.PRE_VOTES_IN_OWN_TERM) ? raft.term : message.term();
      raft.sendAfterAppend(new MsgPreVoteResp(term, raft.id, candidate, false));
    } else {
      raft.sendAfterAppend(new MsgVoteResp(message.term(), raft.id, candidate, false));
      raft.electionElapsed = 0;
      raft.vote = candidate;
    }
  }

  /// Commits what a candidate has committed. That may be a change of membership, after which the
  /// votes of a candidate would count otherwise: then it is none any more.
  private static void commitByVote(Raft raft, EntryId committed) {
    if (raft.state == StateType.LEADER
        || committed.index() <= raft.log.committed()
        || !raft.log.matchTerm(committed)) {
      return;
    }
    raft.log = raft.log.commitTo(committed.index());
    if (raft.state != StateType.FOLLOWER && hasUnappliedConfChanges(raft.log)) {
      raft.becomeFollower(raft.term, Node.NONE);
    }
  }

  /// Refuses to vote, and says its own term.
  ///
  /// @param message MsgVote or MsgPreVote
  static void reject(Raft raft, Message message, int candidate, EntryId last) {
    say(raft, "rejected %s from", message, candidate, last);
    raft.sendAfterAppend(
        message instanceof MsgPreVote
            ? new MsgPreVoteResp(raft.term, raft.id, candidate, true)
            : new MsgVoteResp(raft.term, raft.id, candidate, true));
  }

  private static void say(Raft raft, String what, Message message, int candidate, EntryId last) {
    var own = raft.log.lastEntryId();
    raft.journal.info(
        "%x [logterm: %d, index: %d, vote: %x] %s %x [logterm: %d, index: %d] at term %d"
            .formatted(
                raft.id,
                own.term(),
                own.index(),
                raft.vote,
                what.formatted(message.type()),
                candidate,
                last.term(),
                last.index(),
                raft.term));
  }

  private Elections() {}
}
