package dev.plimsoll.raft;

import dev.plimsoll.raft.Message.MsgAppResp;
import dev.plimsoll.raft.NodeState.Clock;
import dev.plimsoll.raft.NodeState.Leadership;
import dev.plimsoll.raft.NodeState.Outbox;
import dev.plimsoll.raft.tracker.Progress;
import dev.plimsoll.raft.tracker.ProgressTracker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The working copy of a node's state during one step, and the changes of role; raft.go, `raft`.
final class Raft {

  final Config config;
  final int id;
  final Journal journal = new Journal();
  int term;
  int vote;
  StateType state;
  int lead;
  RaftLog log;
  ProgressTracker tracker;
  int electionElapsed;
  int heartbeatElapsed;
  private int randomizedElectionTimeout;
  int leadTransferee;
  int pendingConfIndex;
  private long uncommittedSize;
  Reads reads;
  private final List<Message> messages;
  private final List<Message> messagesAfterAppend;
  @Nullable Refusal refusal;

  Raft(Config config, NodeState from) {
    this.config = config;
    id = config.id();
    term = from.term();
    vote = from.vote();
    state = from.state();
    lead = from.lead();
    log = from.log();
    tracker = from.tracker();
    electionElapsed = from.clock().electionElapsed();
    heartbeatElapsed = from.clock().heartbeatElapsed();
    randomizedElectionTimeout = from.clock().randomizedElectionTimeout();
    leadTransferee = from.leadership().leadTransferee();
    pendingConfIndex = from.leadership().pendingConfIndex();
    uncommittedSize = from.leadership().uncommittedSize();
    reads = from.reads();
    messages = new ArrayList<>(from.outbox().messages());
    messagesAfterAppend = new ArrayList<>(from.outbox().messagesAfterAppend());
  }

  Outcome<NodeState> outcome() {
    var after =
        new NodeState(
            term,
            vote,
            state,
            lead,
            log,
            tracker,
            new Clock(electionElapsed, heartbeatElapsed, randomizedElectionTimeout),
            new Leadership(leadTransferee, pendingConfIndex, uncommittedSize),
            reads,
            new Outbox(messages, messagesAfterAppend));
    return new Outcome<>(after, journal.lines(), refusal);
  }

  // ---- messages, `send`

  /// Sends what promises nothing.
  void send(Message message) {
    messages.add(message);
  }

  /// Sends an answer, or a vote or acknowledgement of the node's own: it promises something that a
  /// crash must not undo.
  void sendAfterAppend(Message message) {
    messagesAfterAppend.add(message);
  }

  /// Acknowledges the log up to `index`.
  void sendAppResp(int to, int index) {
    sendAfterAppend(new MsgAppResp(term, id, to, index, false, EntryId.NONE));
  }

  // ---- roles

  /// `reset`. What is known of the members' logs begins anew; who does not lead has no use for it
  /// and keeps none.
  private void reset(int newTerm, boolean leads) {
    if (term != newTerm) {
      term = newTerm;
      vote = Node.NONE;
    }
    lead = Node.NONE;
    electionElapsed = 0;
    heartbeatElapsed = 0;
    randomizedElectionTimeout = config.electionTick();
    leadTransferee = Node.NONE;
    pendingConfIndex = 0;
    uncommittedSize = 0;
    var waiting =
        config.has(Config.Option.READS_BY_CONTEXT)
            ? ReadOnly.ByContext.NONE
            : ReadOnly.Numbered.NONE;
    reads = new Reads(waiting, reads.pending(), reads.states());
    tracker = leads ? tracker.resetVotes().map(this::fresh) : withoutProgress(tracker.resetVotes());
  }

  private Progress fresh(int member, Progress known) {
    var last = log.lastIndex();
    var unknown = Progress.unknown(last + 1, known.inflights(), known.learner());
    return member == id ? unknown.matching(last) : unknown;
  }

  /// The members, with nothing known of their logs.
  static ProgressTracker withoutProgress(ProgressTracker tracker) {
    return tracker.map((_, known) -> Progress.unknown(1, known.inflights(), known.learner()));
  }

  void becomeFollower(int newTerm, int leader) {
    reset(newTerm, false);
    lead = leader;
    state = StateType.FOLLOWER;
    journal.info("%x became follower at term %d".formatted(id, term));
  }

  void becomeCandidate() {
    reset(term + 1, false);
    vote = id;
    state = StateType.CANDIDATE;
    journal.info("%x became candidate at term %d".formatted(id, term));
  }

  /// Neither the term nor the vote changes.
  void becomePreCandidate() {
    tracker = tracker.resetVotes();
    if (!config.has(Config.Option.PRE_CANDIDATE_KEEPS_LEADER)) {
      lead = Node.NONE;
    }
    state = StateType.PRE_CANDIDATE;
    journal.info("%x became pre-candidate at term %d".formatted(id, term));
  }

  void becomeLeader() {
    reset(term, true);
    lead = id;
    state = StateType.LEADER;
    tracker = tracker.with(id, progress(id).becomeReplicate().active(true));
    if (config.bug() != Bug.PENDING_CHANGE_FORGOTTEN) {
      pendingConfIndex = log.lastIndex(); // there may be a change of membership among these
    }
    if (config.bug() != Bug.NO_EMPTY_ENTRY) {
      appendEntries(List.of(new Entry(0, 0, Entry.EMPTY)));
    }
    journal.info("%x became leader at term %d".formatted(id, term));
  }

  /// Whether an election is due; `pastElectionTimeout`.
  boolean pastElectionTimeout() {
    return electionElapsed >= randomizedElectionTimeout;
  }

  /// Whether it may be elected; `promotable`.
  boolean promotable() {
    var own = tracker.of(id);
    return own != null && !own.learner() && !log.hasNextOrInProgressSnapshot();
  }

  // ---- the log

  /// Appends entries of this term, unless too much is uncommitted; a leader acknowledges them to
  /// itself once they are saved; `appendEntry`.
  ///
  /// @return whether they were appended
  boolean appendEntries(List<Entry> proposals) {
    var index = config.bug() == Bug.LEADER_OVERWRITES ? log.committed() : log.lastIndex();
    var entries = new ArrayList<Entry>();
    for (var proposal : proposals) {
      entries.add(proposal.at(++index, term));
    }
    if (!increaseUncommittedSize(Entry.payloadSize(entries))) {
      journal.warning(
          ("%x appending new entries to log would exceed uncommitted entry size limit; dropping"
                  + " proposal")
              .formatted(id));
      return false;
    }
    log = log.append(entries, journal);
    sendAppResp(id, log.lastIndex());
    return true;
  }

  /// `increaseUncommittedSize`; an empty payload is never refused.
  private boolean increaseUncommittedSize(long size) {
    var most = config.limits().maxUncommittedEntriesSize();
    if (most == Limits.NO_LIMIT) {
      return true;
    }
    if (uncommittedSize > 0 && size > 0 && uncommittedSize + size > most) {
      return false;
    }
    uncommittedSize += size;
    return true;
  }

  /// `reduceUncommittedSize`.
  void reduceUncommittedSize(long size) {
    uncommittedSize = Math.max(0, uncommittedSize - size);
  }

  /// Commits what enough members have acknowledged, if it ends with an entry of this term; Raft
  /// §5.4.2.
  ///
  /// @return whether that is more than before
  boolean maybeCommit() {
    var index = tracker.committed();
    if (index <= log.committed() || !log.matchTerm(new EntryId(term, index))) {
      return false;
    }
    log = log.commitTo(index);
    return true;
  }

  // ---- what it knows of the others

  /// Of a member.
  Progress progress(int member) {
    var known = tracker.of(member);
    if (known == null) {
      throw new IllegalStateException("no progress available for " + member);
    }
    return known;
  }

  void setProgress(int member, Progress known) {
    tracker = tracker.with(member, known);
  }

  /// The members but for the node itself, ascending.
  List<Integer> others() {
    return tracker.progress().keySet().stream().filter(member -> member != id).toList();
  }
}
