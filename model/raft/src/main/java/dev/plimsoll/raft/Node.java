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
import java.util.List;

/// One server's Raft as a pure function; raft.go, v3.6.0.
///
/// It knows nothing of disks: it says which messages may leave at once and which only when what
/// they are about is saved. {@link RawNode} keeps to that.
public final class Node {

  /// No server.
  public static final int NONE = 0;

  /// What a message leads to.
  ///
  /// @param messages may be sent at once (`msgs`)
  /// @param messagesAfterAppend may be sent once the state is saved, some to the node itself
  ///     (`msgsAfterAppend`)
  public record Step(NodeState state, List<Message> messages, List<Message> messagesAfterAppend) {
    public Step {
      messages = List.copyOf(messages);
      messagesAfterAppend = List.copyOf(messagesAfterAppend);
    }
  }

  private final Config config;

  /// A node of this configuration.
  public Node(Config config) {
    this.config = config;
  }

  /// Takes in a message; `Step`.
  ///
  /// @throws IllegalStateException where the library would panic
  public Step step(NodeState state, Message message) {
    var raft = new Raft(config, state);
    if (message.term() == 0 || message.term() == raft.term) {
      dispatch(raft, message);
    } else if (message.term() > raft.term) {
      followLaterTerm(raft, message);
      dispatch(raft, message);
    } else {
      answerEarlierTerm(raft, message);
    }
    return raft.step();
  }

  private static void followLaterTerm(Raft raft, Message message) {
    switch (message) {
      case MsgPreVote _ -> {} // a pre-vote never changes the term
      case MsgPreVoteResp(var term, _, _, var reject) -> {
        if (reject) { // a grant repeats the term that was asked for
          raft.becomeFollower(term, NONE);
        }
      }
      case MsgApp _, MsgHeartbeat _ -> raft.becomeFollower(message.term(), message.from());
      case MsgVote _, MsgVoteResp _, MsgAppResp _, MsgHeartbeatResp _ ->
          raft.becomeFollower(message.term(), NONE);
      case MsgHup _, MsgBeat _, MsgProp _ -> {} // these have no term
    }
  }

  private static void answerEarlierTerm(Raft raft, Message message) {
    switch (message) {
      case MsgApp _, MsgHeartbeat _ -> {
        if (raft.config.preVote()) { // let a leader of an earlier term know
          raft.sendAppResp(message.from(), 0);
        }
      }
      case MsgPreVote _ ->
          raft.sendAfterAppend(
              new MsgPreVoteResp(raft.term, raft.config.id(), message.from(), true));
      case MsgHup _,
          MsgBeat _,
          MsgProp _,
          MsgVote _,
          MsgVoteResp _,
          MsgPreVoteResp _,
          MsgAppResp _,
          MsgHeartbeatResp _ -> {}
    }
  }

  private static void dispatch(Raft raft, Message message) {
    switch (message) {
      case MsgHup _ -> Candidate.hup(raft);
      case MsgVote(var term, var from, _, var last) -> {
        var grant = Follower.canVote(raft, from, last, false);
        raft.sendAfterAppend(new MsgVoteResp(term, raft.config.id(), from, !grant));
        if (grant) {
          raft.vote = from;
        }
      }
      case MsgPreVote(var term, var from, _, var last) -> {
        var grant = Follower.canVote(raft, from, last, term > raft.term);
        var answered = grant ? term : raft.term;
        raft.sendAfterAppend(new MsgPreVoteResp(answered, raft.config.id(), from, !grant));
      }
      case MsgBeat _,
          MsgProp _,
          MsgVoteResp _,
          MsgPreVoteResp _,
          MsgApp _,
          MsgAppResp _,
          MsgHeartbeat _,
          MsgHeartbeatResp _ -> {
        switch (raft.state) {
          case FOLLOWER -> Follower.step(raft, message);
          case CANDIDATE, PRE_CANDIDATE -> Candidate.step(raft, message);
          case LEADER -> Leader.step(raft, message);
        }
      }
    }
  }
}
