package dev.plimsoll.properties.trace;

import dev.plimsoll.properties.trace.TraceEvent.Action;
import dev.plimsoll.properties.trace.TraceEvent.Change;
import dev.plimsoll.properties.trace.TraceEvent.Kind;
import dev.plimsoll.raft.StateType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Why no behaviour fits a trace of which one event is changed: found by looking at the trace, and
/// not by following it.
final class Impossible {

  /// Why.
  enum Reason {
    /// A message comes that nobody has sent before.
    NOT_SENT,
    /// What was sent is another message, and that which was sent before comes later.
    SENT_ANOTHER,
    /// The node is so neither before nor after, and no event takes it there and back.
    THERE_AND_BACK,
    /// Terms and commit indexes do not fall, and who voted has voted, while a node runs.
    TAKEN_BACK,
    /// There is no such node, term or entry.
    NOT_THERE,
    /// This kind of event shows something else, or is of another role.
    KIND,
    /// This type of message does not have this, or has what the state of its sender says.
    MESSAGE,
    /// The next event shows what this one has led to, and it is something else.
    NEXT,
    /// A voter comes whom nobody has asked for.
    UNASKED_VOTER
  }

  private final List<TraceEvent> trace;
  private final Map<TracedMessage, List<Integer>> sends = new HashMap<>();
  private final Map<TracedMessage, List<Integer>> receipts = new HashMap<>();
  private final int[] before;
  private final int[] after;

  Impossible(List<TraceEvent> trace) {
    this.trace = trace;
    before = new int[trace.size()];
    after = new int[trace.size()];
    var last = new HashMap<Integer, Integer>();
    for (var at = 0; at < trace.size(); at++) {
      var event = trace.get(at);
      var previous = last.put(event.node(), at);
      before[at] = previous == null ? -1 : previous;
      after[at] = -1;
      if (previous != null) {
        after[previous] = at;
      }
      if (event.message().isPresent()) {
        var places = event.kind().sends() ? sends : receipts;
        places.computeIfAbsent(event.message().get(), _ -> new ArrayList<>()).add(at);
      }
    }
  }

  /// Why no behaviour fits if the event at a place is this one; empty where none is known.
  Optional<Reason> with(int at, TraceEvent changed) {
    if (changed.node() != trace.get(at).node()) {
      return ofAnother(at, changed);
    }
    var previous = before[at] >= 0 ? trace.get(before[at]) : null;
    var next = after[at] >= 0 ? trace.get(after[at]) : null;
    if (isNotThere(at, changed)) {
      return Optional.of(Reason.NOT_THERE);
    }
    if (contradictsKind(changed)
        || (previous == null ? isUsed(changed) : skips(previous, changed))) {
      return Optional.of(Reason.KIND);
    }
    if (changed.kind().receives() && !wasSent(changed.message().orElseThrow(), at)) {
      return Optional.of(Reason.NOT_SENT);
    }
    if (contradictsSender(changed)) {
      return Optional.of(Reason.MESSAGE);
    }
    if (isMissedLater(at, changed)) {
      return Optional.of(Reason.SENT_ANOTHER);
    }
    if (isTakenBack(previous, changed) || isTakenBack(changed, next)) {
      return Optional.of(Reason.TAKEN_BACK);
    }
    if (previous != null && next != null && isThereAndBack(at, previous, changed, next)) {
      return Optional.of(Reason.THERE_AND_BACK);
    }
    if (next != null && next.kind() != Kind.INIT_STATE && contradictsNext(changed, next)) {
      return Optional.of(Reason.NEXT);
    }
    return lacksVoter(at, changed) ? Optional.of(Reason.UNASKED_VOTER) : Optional.empty();
  }

  /// Why an event cannot be one of another node.
  private Optional<Reason> ofAnother(int at, TraceEvent changed) {
    if (changed.kind() == Kind.INIT_STATE) {
      return isStartNeeded(at) ? Optional.of(Reason.NOT_THERE) : Optional.empty();
    }
    if (changed.node() == FieldChange.ABSENT) {
      return Optional.of(Reason.NOT_THERE);
    }
    if (contradictsKind(changed)) {
      return Optional.of(Reason.KIND);
    }
    return contradictsSender(changed) ? Optional.of(Reason.MESSAGE) : Optional.empty();
  }

  /// Whether the node goes on as only one does that has just started.
  private boolean isStartNeeded(int at) {
    return after[at] >= 0
        && trace.get(after[at]).kind() != Kind.INIT_STATE
        && (before[at] < 0 || trace.get(before[at]).term() > trace.get(after[at]).term());
  }

  // ---- what is not there

  /// A node that is in no trace, a term in which nobody has campaigned, an entry that nobody has
  /// appended, or one that is not in the log.
  private boolean isNotThere(int at, TraceEvent changed) {
    var absent = FieldChange.ABSENT;
    return changed.vote() == absent
        || changed.voters().contains(absent)
        || changed.message().filter(m -> m.from() == absent || isSentToNobody(m)).isPresent()
        || changed.term() > most(at, TraceEvent::term) + 1
        || changed.log() > most(at, TraceEvent::log) + at + 1
        || changed.commit() > changed.log();
  }

  /// Who is no voter may be a learner of the membership that an application began with, which is
  /// not told.
  private boolean isSentToNobody(TracedMessage message) {
    return message.to() == FieldChange.ABSENT && !hasGivenMembers();
  }

  private boolean hasGivenMembers() {
    for (var at = 0; at < trace.size(); at++) {
      if (before[at] < 0 && after[at] >= 0 && !trace.get(after[at]).newVoters().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private int most(int at, ToIntFunction<TraceEvent> of) {
    return trace.subList(0, at).stream().mapToInt(of).max().orElse(0);
  }

  // ---- what an event says by itself

  /// What events of a kind show, whatever was before, and of which role they are.
  private static boolean contradictsKind(TraceEvent e) {
    return switch (e.kind()) {
      case INIT_STATE ->
          e.term() != 0
              || e.vote() != 0
              || e.role() != StateType.FOLLOWER
              || !e.voters().ids().isEmpty();
      case BECOME_CANDIDATE -> e.role() != StateType.CANDIDATE || e.vote() != e.node();
      case BECOME_LEADER -> e.role() != StateType.LEADER || e.vote() != e.node();
      case BECOME_FOLLOWER -> e.role() != StateType.FOLLOWER;
      case COMMIT, REPLICATE, CHANGE_CONF, SEND_APPEND -> e.role() != StateType.LEADER;
      case SEND_VOTE -> e.role() != StateType.CANDIDATE;
      case READY,
          APPLY_CONF_CHANGE,
          SEND_APPEND_RESPONSE,
          SEND_VOTE_RESPONSE,
          RECEIVE_APPEND,
          RECEIVE_APPEND_RESPONSE,
          RECEIVE_VOTE,
          RECEIVE_VOTE_RESPONSE ->
          false;
    };
  }

  /// A node starts for the first time with an empty log.
  private static boolean isUsed(TraceEvent first) {
    return first.kind() != Kind.INIT_STATE || first.log() != 0 || first.commit() != 0;
  }

  /// A campaign is of the next term.
  private static boolean skips(TraceEvent previous, TraceEvent e) {
    return e.kind() == Kind.BECOME_CANDIDATE && e.term() != previous.term() + 1;
  }

  /// A message says who sends it to whom in which term, and what its type has and its sender knows;
  /// raft.go, the places where each type is made.
  private static boolean contradictsSender(TraceEvent e) {
    if (e.message().isEmpty()) {
      return false;
    }
    var m = e.message().get();
    if (e.kind().receives()) {
      return m.to() != e.node();
    }
    return m.from() != e.node()
        || m.term() != e.term()
        || m.vote() != 0
        || contradictsType(e, m)
        || e.own().filter(own -> own.next() != own.match() + 1).isPresent();
  }

  private static boolean contradictsType(TraceEvent e, TracedMessage m) {
    var hasIndex = m.index() != 0 || m.logTerm() != 0;
    return switch (m.type()) {
      case APPEND ->
          m.reject()
              || m.rejectHint() != 0
              || m.commit() != e.commit()
              || m.logTerm() > m.term()
              || (m.index() == 0) != (m.logTerm() == 0)
              || m.index() + m.entries() > e.log();
      case HEARTBEAT ->
          m.reject()
              || m.rejectHint() != 0
              || hasIndex
              || m.entries() != 0
              || m.commit() > e.commit();
      case SNAPSHOT ->
          m.reject()
              || m.rejectHint() != 0
              || hasIndex
              || m.entries() == 0
              || m.entries() > e.commit()
              || m.commit() != 0;
      case APPEND_RESPONSE ->
          m.entries() != 0
              || m.commit() != 0
              || m.logTerm() > m.term()
              || (m.reject()
                  ? m.rejectHint() > Math.min(m.index(), e.log())
                  : m.logTerm() != 0 || m.rejectHint() != 0 || m.index() > e.log());
      case HEARTBEAT_RESPONSE ->
          m.reject() || m.rejectHint() != 0 || hasIndex || m.entries() != 0 || m.commit() != 0;
      case VOTE ->
          m.reject()
              || m.rejectHint() != 0
              || m.entries() != 0
              || m.commit() != 0
              || m.index() != e.log()
              || m.logTerm() >= m.term();
      case VOTE_RESPONSE ->
          m.rejectHint() != 0
              || hasIndex
              || m.entries() != 0
              || m.commit() != 0
              || (m.reject() ? m.to() == e.node() : e.vote() != 0 && e.vote() != m.to());
    };
  }

  // ---- messages

  private boolean wasSent(TracedMessage message, int before) {
    return sends.getOrDefault(message, List.of()).stream().anyMatch(at -> at < before);
  }

  /// The message that was sent here comes later, and was sent at no other place before.
  private boolean isMissedLater(int at, TraceEvent changed) {
    var original = trace.get(at);
    if (!original.kind().sends()
        || (changed.kind().sends() && changed.message().equals(original.message()))) {
      return false;
    }
    var message = original.message().orElseThrow();
    var comes =
        receipts.getOrDefault(message, List.of()).stream().filter(place -> place > at).findFirst();
    return comes.isPresent()
        && sends.getOrDefault(message, List.of()).stream()
            .noneMatch(place -> place != at && place < comes.get());
  }

  // ---- before and after

  private static boolean isTakenBack(@Nullable TraceEvent one, @Nullable TraceEvent next) {
    if (one == null || next == null || next.kind() == Kind.INIT_STATE) {
      return false;
    }
    return next.term() < one.term()
        || next.commit() < one.commit()
        || (next.term() == one.term() && one.vote() != 0 && next.vote() != one.vote());
  }

  /// One event changes each of these at most once, and a membership only if it is about that; while
  /// a snapshot is restored there is none. Who becomes what is told, but for pre-candidates.
  private boolean isThereAndBack(int at, TraceEvent p, TraceEvent e, TraceEvent n) {
    var original = trace.get(at);
    if (e.kind() == Kind.INIT_STATE || n.kind() == Kind.INIT_STATE) {
      return false;
    }
    var applies = p.kind() == Kind.APPLY_CONF_CHANGE || p.kind() == Kind.RECEIVE_APPEND;
    var mayChange = applies && e.kind() == Kind.APPLY_CONF_CHANGE;
    return (p.log() == n.log() && e.log() != p.log())
        || (p.term() == n.term() && e.term() != p.term())
        || (p.term() == n.term() && p.vote() == n.vote() && e.vote() != p.vote())
        || (p.voters().equals(n.voters()) && !e.voters().equals(p.voters()) && !mayChange)
        || (p.role() == n.role()
            && e.role() != p.role()
            && e.kind() == original.kind()
            && !becomes(e.kind())
            && !becomes(n.kind()));
  }

  private static boolean becomes(Kind kind) {
    return switch (kind) {
      case BECOME_CANDIDATE, BECOME_FOLLOWER, BECOME_LEADER -> true;
      case INIT_STATE,
          COMMIT,
          REPLICATE,
          CHANGE_CONF,
          APPLY_CONF_CHANGE,
          READY,
          SEND_APPEND,
          RECEIVE_APPEND,
          SEND_APPEND_RESPONSE,
          RECEIVE_APPEND_RESPONSE,
          SEND_VOTE,
          RECEIVE_VOTE,
          SEND_VOTE_RESPONSE,
          RECEIVE_VOTE_RESPONSE ->
          false;
    };
  }

  /// A membership is in force from the next event on; who gives a vote has given it there, and who
  /// refuses it has not.
  private static boolean contradictsNext(TraceEvent e, TraceEvent next) {
    if (e.kind() == Kind.APPLY_CONF_CHANGE) {
      return !e.newVoters().equals(next.voters().incoming().ids());
    }
    if (e.kind() != Kind.SEND_VOTE_RESPONSE || next.term() != e.term() || e.vote() != 0) {
      return false;
    }
    var answer = e.message().orElseThrow();
    return answer.reject() == (next.vote() == answer.to());
  }

  // ---- changes of membership

  /// The event has brought a voter whom no other has, and who takes part later on.
  private boolean lacksVoter(int at, TraceEvent changed) {
    var asked = trace.get(at).changes();
    return asked.stream()
        .filter(each -> each.action() == Action.ADD_VOTER && !changed.changes().contains(each))
        .map(Change::node)
        .anyMatch(node -> comesBy(at, node));
  }

  private boolean comesBy(int at, int voter) {
    var add = new Change(voter, Action.ADD_VOTER);
    for (var place = 0; place < trace.size(); place++) {
      var event = trace.get(place);
      if (place != at && event.changes().contains(add)) {
        return false;
      }
      if (place < at && (event.voters().contains(voter) || event.newVoters().contains(voter))) {
        return false;
      }
    }
    var known = trace.subList(0, at).stream().map(TraceEvent::node).toList();
    return trace.subList(at, trace.size()).stream()
        .anyMatch(e -> known.contains(e.node()) && e.newVoters().contains(voter));
  }
}
