package dev.plimsoll.raft;

import dev.plimsoll.raft.Message.MsgAppResp;
import dev.plimsoll.raft.Quorum.Vote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The working copy of a node's state during one step, and the changes of role; raft.go, `raft`,
/// v3.6.0.
final class Raft {

  final Config config;
  int term;
  int vote;
  RaftLog log;
  StateType state;
  int lead;
  private List<Vote> votes;
  private List<Progress> progress;
  private final List<Message> messages = new ArrayList<>();
  private final List<Message> messagesAfterAppend = new ArrayList<>();

  Raft(Config config, NodeState from) {
    this.config = config;
    term = from.term();
    vote = from.vote();
    log = from.log();
    state = from.state();
    lead = from.lead();
    votes = from.votes();
    progress = from.progress();
  }

  Node.Step step() {
    return new Node.Step(
        new NodeState(term, vote, log, state, lead, votes, progress),
        messages,
        messagesAfterAppend);
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
    sendAfterAppend(new MsgAppResp(term, config.id(), to, index, false, EntryId.NONE));
  }

  // ---- roles

  /// `reset`; the leader's view of the others is made in {@link #becomeLeader}, which alone needs
  /// it.
  private void reset(int newTerm) {
    if (term != newTerm) {
      term = newTerm;
      vote = Node.NONE;
    }
    lead = Node.NONE;
    votes = List.of();
    progress = List.of();
  }

  void becomeFollower(int newTerm, int leader) {
    reset(newTerm);
    lead = leader;
    state = StateType.FOLLOWER;
  }

  void becomeCandidate() {
    reset(term + 1);
    vote = config.id();
    votes = Collections.nCopies(config.voters(), Vote.MISSING);
    state = StateType.CANDIDATE;
  }

  /// Neither the term nor the vote changes.
  void becomePreCandidate() {
    lead = Node.NONE;
    votes = Collections.nCopies(config.voters(), Vote.MISSING);
    state = StateType.PRE_CANDIDATE;
  }

  void becomeLeader() {
    reset(term);
    lead = config.id();
    state = StateType.LEADER;
    var others = new ArrayList<Progress>();
    for (var id = 1; id <= config.voters(); id++) {
      others.add(Progress.reset(log.lastIndex(), id == config.id()));
    }
    progress = others;
    setProgress(config.id(), progress(config.id()).becomeReplicate());
    appendEntry(Entry.EMPTY);
  }

  /// Appends an entry of this term; a leader acknowledges it to itself once it is saved.
  void appendEntry(int data) {
    log = log.append(log.lastIndex(), List.of(new Entry(term, data)));
    sendAppResp(config.id(), log.lastIndex());
  }

  // ---- what it knows of the others

  /// Counts a server's first answer; `poll`.
  Quorum.VoteResult poll(int id, boolean granted) {
    if (votes.get(id - 1) == Vote.MISSING) {
      votes = with(votes, id, granted ? Vote.GRANTED : Vote.REJECTED);
    }
    return Quorum.voteResult(votes);
  }

  Progress progress(int id) {
    return progress.get(id - 1);
  }

  void setProgress(int id, Progress changed) {
    progress = with(progress, id, changed);
  }

  /// Commits what a majority has acknowledged, if it ends with an entry of this term; Raft §5.4.2.
  ///
  /// @return whether that is more than before
  boolean maybeCommit() {
    var index = Quorum.committedIndex(progress.stream().map(Progress::match).toList());
    if (index <= log.committed() || !log.matchTerm(new EntryId(term, index))) {
      return false;
    }
    log = log.commitTo(index);
    return true;
  }

  private static <T> List<T> with(List<T> values, int id, T value) {
    var changed = new ArrayList<>(values);
    changed.set(id - 1, value);
    return changed;
  }
}
