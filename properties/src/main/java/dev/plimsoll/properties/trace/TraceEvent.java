package dev.plimsoll.properties.trace;

import dev.plimsoll.raft.StateType;
import dev.plimsoll.raft.quorum.JointConfig;
import java.util.List;
import java.util.Optional;

/// One line of a trace; state_trace.go, `TracingEvent`.
///
/// @param line where it is in its file, from 1
/// @param node the node that it is about
/// @param term the term of the node
/// @param vote whom the node has voted for in this term; 0: nobody
/// @param commit the commit index of the node
/// @param log the index of the last entry in the log of the node
/// @param voters the membership as the node knows it
/// @param message what is sent or received
/// @param changes what a change of membership asks for
/// @param newVoters the incoming voters after a change of membership
/// @param own what a leader that sends entries has noted of itself; empty where it is no member
public record TraceEvent(
    int line,
    Kind kind,
    int node,
    int term,
    int vote,
    int commit,
    StateType role,
    int log,
    JointConfig voters,
    Optional<TracedMessage> message,
    List<Change> changes,
    List<Integer> newVoters,
    Optional<OwnProgress> own) {

  public TraceEvent {
    changes = List.copyOf(changes);
    newVoters = newVoters.stream().sorted().toList();
  }

  /// What is recorded, under the library's name.
  public enum Kind {
    /// A node starts; nothing of its state is loaded but its log.
    INIT_STATE("InitState"),
    /// It has begun to campaign.
    BECOME_CANDIDATE("BecomeCandidate"),
    /// It has become a follower.
    BECOME_FOLLOWER("BecomeFollower"),
    /// It has won an election.
    BECOME_LEADER("BecomeLeader"),
    /// A leader has looked whether more is committed.
    COMMIT("Commit"),
    /// A leader is about to append an entry that is no change of membership.
    REPLICATE("Replicate"),
    /// A leader is about to append a change of membership.
    CHANGE_CONF("ChangeConf"),
    /// A node is about to change its membership.
    APPLY_CONF_CHANGE("ApplyConfChange"),
    /// The application takes what is to be saved and sent.
    READY("Ready"),
    /// An append, heartbeat or snapshot is to be sent.
    SEND_APPEND("SendAppendEntriesRequest"),
    /// An append, heartbeat or snapshot comes.
    RECEIVE_APPEND("ReceiveAppendEntriesRequest"),
    /// An answer to one of these is to be sent.
    SEND_APPEND_RESPONSE("SendAppendEntriesResponse"),
    /// An answer to one of these comes.
    RECEIVE_APPEND_RESPONSE("ReceiveAppendEntriesResponse"),
    /// A vote is to be asked for.
    SEND_VOTE("SendRequestVoteRequest"),
    /// A vote is asked for.
    RECEIVE_VOTE("ReceiveRequestVoteRequest"),
    /// A vote is to be sent.
    SEND_VOTE_RESPONSE("SendRequestVoteResponse"),
    /// A vote comes.
    RECEIVE_VOTE_RESPONSE("ReceiveRequestVoteResponse");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /// Whether a message comes.
    public boolean receives() {
      return text.startsWith("Receive");
    }

    /// Whether there is a message to be sent.
    public boolean sends() {
      return text.startsWith("Send");
    }

    /// The library's name.
    @Override
    public String toString() {
      return text;
    }
  }

  /// What a leader has noted of its own log: it is the progress of who sends that
  /// state_trace.go, `traceSendMessage`, has, not that of whom it sends to.
  ///
  /// @param match up to where it has acknowledged its log to itself
  /// @param next the entry after it
  public record OwnProgress(int match, int next) {}

  /// A part of a change of membership; `SingleConfChange`.
  public record Change(int node, Action action) {}

  /// What happens to a member.
  public enum Action {
    /// It becomes a voter.
    ADD_VOTER("AddNewServer"),
    /// It leaves.
    REMOVE("RemoveServer"),
    /// It becomes a learner.
    ADD_LEARNER("AddLearner");

    private final String text;

    Action(String text) {
      this.text = text;
    }

    /// The library's name.
    @Override
    public String toString() {
      return text;
    }
  }

  /// What was recorded, in a line.
  public String text() {
    return "%s of node %d%s".formatted(kind, node, message.map(m -> ": " + m.text()).orElse(""));
  }
}
