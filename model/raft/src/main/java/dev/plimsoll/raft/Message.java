package dev.plimsoll.raft;

import java.util.List;

/// What makes a node move: messages of servers, of clients and of its own clock;
/// raftpb/raft.proto, `Message`, v3.6.0, with the fields that each type uses.
public sealed interface Message {

  /// The sender's term; of a request for a pre-vote and the grant of one, the term to come; 0 for
  /// messages that have none.
  int term();

  /// Who sends it, from 1.
  int from();

  /// Who is to receive it, from 1.
  int to();

  /// The election time-out of the node passed.
  record MsgHup(int to) implements Message {
    @Override
    public int term() {
      return 0;
    }

    @Override
    public int from() {
      return to;
    }
  }

  /// It is time for the leader to send heartbeats.
  record MsgBeat(int to) implements Message {
    @Override
    public int term() {
      return 0;
    }

    @Override
    public int from() {
      return to;
    }
  }

  /// A client's proposal, or one that a follower forwards to the leader.
  ///
  /// @param data the number of the proposal, from 1
  record MsgProp(int from, int to, int data) implements Message {
    @Override
    public int term() {
      return 0;
    }
  }

  /// A candidate asks for a vote.
  ///
  /// @param last the last entry of its log
  record MsgVote(int term, int from, int to, EntryId last) implements Message {}

  /// The answer to {@link MsgVote}.
  record MsgVoteResp(int term, int from, int to, boolean reject) implements Message {}

  /// A pre-candidate asks whether it would get a vote in `term`.
  ///
  /// @param last the last entry of its log
  record MsgPreVote(int term, int from, int to, EntryId last) implements Message {}

  /// The answer to {@link MsgPreVote}.
  ///
  /// @param term that of the request if it is granted, else the sender's
  record MsgPreVoteResp(int term, int from, int to, boolean reject) implements Message {}

  /// A leader sends entries.
  ///
  /// @param prev the entry before them, in the leader's log
  /// @param commit the leader's commit index
  record MsgApp(int term, int from, int to, EntryId prev, List<Entry> entries, int commit)
      implements Message {
    public MsgApp {
      entries = List.copyOf(entries);
    }
  }

  /// The answer to {@link MsgApp}.
  ///
  /// @param index up to where the logs agree; if the entries were refused, that of `prev`
  /// @param hint if they were refused, the last entry where the logs may agree, else none
  record MsgAppResp(int term, int from, int to, int index, boolean reject, EntryId hint)
      implements Message {}

  /// A leader says that it is one.
  ///
  /// @param commit up to where the receiver may commit
  record MsgHeartbeat(int term, int from, int to, int commit) implements Message {}

  /// The answer to {@link MsgHeartbeat}.
  record MsgHeartbeatResp(int term, int from, int to) implements Message {}
}
