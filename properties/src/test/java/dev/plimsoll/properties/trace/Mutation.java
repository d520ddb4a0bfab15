package dev.plimsoll.properties.trace;

import dev.plimsoll.properties.trace.TraceEvent.Kind;
import dev.plimsoll.raft.StateType;
import dev.plimsoll.raft.quorum.JointConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A change of a trace after which no behaviour fits, and why that is certain.
enum Mutation {
  /// Taking a `Ready` changes no term.
  TERM_AT_READY,
  /// Taking a `Ready` changes no vote.
  VOTE_AT_READY,
  /// Taking a `Ready` commits nothing.
  COMMIT_AT_READY,
  /// Taking a `Ready` appends nothing.
  LOG_AT_READY,
  /// Taking a `Ready` makes no leader.
  ROLE_AT_READY,
  /// Taking a `Ready` changes no membership.
  MEMBERS_AT_READY,
  /// Nobody commits what is not in the log.
  COMMIT_PAST_THE_LOG,
  /// A node that is not there sends nothing.
  SENDER,
  /// Nobody was in a term that is past all others.
  TERM_OF_A_MESSAGE,
  /// Nobody grants a vote in a term in which it has voted for another.
  SECOND_VOTE,
  /// The vote before the event is the one that completed the quorum.
  MISSING_VOTE,
  /// A leader is one only after it has become one.
  MISSING_LEADER,
  /// A node is a candidate only after it has become one.
  MISSING_CANDIDATE,
  /// What is not on disk is not there after a restart.
  LOG_AFTER_RESTART;

  private static final int ABSENT = 999;

  /// The mutant with a change at an event; empty where there is nothing of this sort to change.
  Optional<List<TraceEvent>> of(List<TraceEvent> trace, int at) {
    var e = trace.get(at);
    var ready = e.kind() == Kind.READY;
    return switch (this) {
      case TERM_AT_READY -> with(ready, trace, at, state(e, e.term() + 1, e.vote(), e.commit()));
      case VOTE_AT_READY -> with(ready, trace, at, state(e, e.term(), ABSENT, e.commit()));
      case COMMIT_AT_READY -> with(ready, trace, at, state(e, e.term(), e.vote(), e.commit() + 1));
      case LOG_AT_READY -> with(ready, trace, at, log(e, e.log() + 1, e.role(), e.voters()));
      case ROLE_AT_READY ->
          with(
              ready && e.role() != StateType.LEADER,
              trace,
              at,
              log(e, e.log(), StateType.LEADER, e.voters()));
      case MEMBERS_AT_READY -> {
        var more = new JointConfig(e.voters().incoming().with(ABSENT), e.voters().outgoing());
        yield with(ready, trace, at, log(e, e.log(), e.role(), more));
      }
      case COMMIT_PAST_THE_LOG ->
          with(e.kind() == Kind.COMMIT, trace, at, state(e, e.term(), e.vote(), e.log() + 1));
      case SENDER -> with(e.kind().receives(), trace, at, message(e, term(e), ABSENT, reject(e)));
      case TERM_OF_A_MESSAGE ->
          with(e.kind().receives(), trace, at, message(e, term(e) + 1_000, from(e), reject(e)));
      case SECOND_VOTE ->
          with(
              e.kind() == Kind.SEND_VOTE_RESPONSE
                  && reject(e)
                  && e.vote() != 0
                  && e.vote() != e.message().orElseThrow().to(),
              trace,
              at,
              message(e, term(e), from(e), false));
      case MISSING_VOTE -> {
        var before = before(trace, at);
        yield e.kind() == Kind.BECOME_LEADER && before >= 0
            ? Optional.of(without(trace, before))
            : Optional.empty();
      }
      case MISSING_LEADER -> dropped(e.kind() == Kind.BECOME_LEADER, trace, at);
      case MISSING_CANDIDATE -> dropped(e.kind() == Kind.BECOME_CANDIDATE, trace, at);
      case LOG_AFTER_RESTART ->
          with(
              e.kind() == Kind.INIT_STATE,
              trace,
              at,
              log(e, e.log() + 1_000, e.role(), e.voters()));
    };
  }

  private static int term(TraceEvent event) {
    return event.message().map(TracedMessage::term).orElse(0);
  }

  private static int from(TraceEvent event) {
    return event.message().map(TracedMessage::from).orElse(0);
  }

  private static boolean reject(TraceEvent event) {
    return event.message().map(TracedMessage::reject).orElse(false);
  }

  /// The last event of the same node before.
  private static int before(List<TraceEvent> trace, int at) {
    var index = at - 1;
    while (index >= 0 && trace.get(index).node() != trace.get(at).node()) {
      index--;
    }
    return index;
  }

  /// What is dropped must be missed by a later event of the node.
  private static Optional<List<TraceEvent>> dropped(
      boolean wanted, List<TraceEvent> trace, int at) {
    var node = trace.get(at).node();
    var missed = trace.subList(at + 1, trace.size()).stream().anyMatch(e -> e.node() == node);
    return wanted && missed ? Optional.of(without(trace, at)) : Optional.empty();
  }

  private static Optional<List<TraceEvent>> with(
      boolean wanted, List<TraceEvent> trace, int at, TraceEvent changed) {
    if (!wanted) {
      return Optional.empty();
    }
    var mutant = new ArrayList<>(trace);
    mutant.set(at, changed);
    return Optional.of(mutant);
  }

  private static List<TraceEvent> without(List<TraceEvent> trace, int at) {
    var mutant = new ArrayList<>(trace);
    mutant.remove(at);
    return mutant;
  }

  private static TraceEvent state(TraceEvent e, int term, int vote, int commit) {
    return new TraceEvent(
        e.line(),
        e.kind(),
        e.node(),
        term,
        vote,
        commit,
        e.role(),
        e.log(),
        e.voters(),
        e.message(),
        e.changes(),
        e.newVoters());
  }

  private static TraceEvent log(TraceEvent e, int log, StateType role, JointConfig voters) {
    return new TraceEvent(
        e.line(),
        e.kind(),
        e.node(),
        e.term(),
        e.vote(),
        e.commit(),
        role,
        log,
        voters,
        e.message(),
        e.changes(),
        e.newVoters());
  }

  private static TraceEvent message(TraceEvent e, int term, int from, boolean reject) {
    var changed =
        e.message()
            .map(
                m ->
                    new TracedMessage(
                        m.type(),
                        term,
                        from,
                        m.to(),
                        m.entries(),
                        m.logTerm(),
                        m.index(),
                        m.commit(),
                        m.vote(),
                        reject,
                        m.rejectHint()));
    return new TraceEvent(
        e.line(),
        e.kind(),
        e.node(),
        e.term(),
        e.vote(),
        e.commit(),
        e.role(),
        e.log(),
        e.voters(),
        changed,
        e.changes(),
        e.newVoters());
  }
}
