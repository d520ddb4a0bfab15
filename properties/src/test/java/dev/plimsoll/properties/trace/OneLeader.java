package dev.plimsoll.properties.trace;

import dev.plimsoll.properties.trace.TraceEvent.Kind;
import dev.plimsoll.properties.trace.TracedMessage.MessageType;
import dev.plimsoll.raft.StateType;
import dev.plimsoll.raft.quorum.JointConfig;
import dev.plimsoll.raft.quorum.MajorityConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The trace of a cluster of one node, in which each entry is saved before the next is proposed.
final class OneLeader {

  private static final JointConfig ALONE =
      new JointConfig(MajorityConfig.of(1), MajorityConfig.EMPTY);

  private final List<TraceEvent> trace = new ArrayList<>();
  private JointConfig voters = JointConfig.EMPTY;
  private StateType role = StateType.FOLLOWER;
  private int term;
  private int vote;
  private int commit;
  private int log;

  static List<TraceEvent> proposing(int proposals) {
    var one = new OneLeader();
    one.start();
    for (var proposal = 0; proposal < proposals; proposal++) {
      one.propose();
    }
    return one.trace;
  }

  private void start() {
    add(Kind.INIT_STATE);
    add(Kind.APPLY_CONF_CHANGE);
    add(Kind.BECOME_FOLLOWER);
    term = 1;
    add(Kind.BECOME_FOLLOWER);
    log = 1;
    commit = 1;
    add(Kind.APPLY_CONF_CHANGE, Optional.empty(), List.of(1));
    voters = ALONE;
    add(Kind.READY);
    add(Kind.APPLY_CONF_CHANGE, Optional.empty(), List.of(1));
    term = 2;
    vote = 1;
    role = StateType.CANDIDATE;
    add(Kind.BECOME_CANDIDATE);
    var mine = TracedMessage.of(MessageType.VOTE_RESPONSE, term, 1, 1);
    add(Kind.SEND_VOTE_RESPONSE, Optional.of(mine), List.of());
    add(Kind.READY);
    add(Kind.RECEIVE_VOTE_RESPONSE, Optional.of(mine), List.of());
    role = StateType.LEADER;
    add(Kind.BECOME_LEADER);
    propose();
  }

  private void propose() {
    add(Kind.REPLICATE);
    log++;
    var mine = TracedMessage.of(MessageType.APPEND_RESPONSE, term, 1, 1).at(log, 0);
    add(Kind.SEND_APPEND_RESPONSE, Optional.of(mine), List.of());
    add(Kind.READY);
    add(Kind.RECEIVE_APPEND_RESPONSE, Optional.of(mine), List.of());
    commit = log;
    add(Kind.COMMIT);
  }

  private void add(Kind kind) {
    add(kind, Optional.empty(), List.of());
  }

  private void add(Kind kind, Optional<TracedMessage> message, List<Integer> newVoters) {
    trace.add(
        new TraceEvent(
            trace.size() + 1,
            kind,
            1,
            term,
            vote,
            commit,
            role,
            log,
            voters,
            message,
            List.of(),
            newVoters,
            Optional.empty()));
  }
}
