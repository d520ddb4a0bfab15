package dev.plimsoll.raft;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What makes a node move: messages of members, of clients, of its own clock and of the threads
/// that save and apply for it; raftpb/raft.proto, `Message`, with the fields that each type uses.
public sealed interface Message {

  /// The names of all types.
  Set<String> TYPES =
      Stream.of(Local.class, Peer.class)
          .flatMap(group -> Arrays.stream(group.getPermittedSubclasses()))
          .map(Class::getSimpleName)
          .collect(Collectors.toUnmodifiableSet());

  /// The sender's term; of a request for a pre-vote and the grant of one, the term to come; 0 for
  /// messages that have none.
  default int term() {
    return 0;
  }

  /// Who sends it, from 1, or one of the node's threads; {@link Node#NONE} for the application.
  int from();

  /// Who is to receive it, from 1, or one of the node's threads.
  int to();

  /// The library's name of its type.
  default String type() {
    return getClass().getSimpleName();
  }

  /// Whether only a node itself may send it; util.go, `IsLocalMsg`.
  default boolean isLocal() {
    return this instanceof Local;
  }

  /// Whether it answers another; util.go, `IsResponseMsg`.
  default boolean isResponse() {
    return switch (this) {
      case MsgAppResp _,
          MsgVoteResp _,
          MsgHeartbeatResp _,
          MsgUnreachable _,
          MsgReadIndexResp _,
          MsgPreVoteResp _,
          MsgStorageAppendResp _,
          MsgStorageApplyResp _ ->
          true;
      case Local _, Peer _ -> false;
    };
  }

  // ---- of the node itself

  /// What only the node itself, its application and its threads send.
  sealed interface Local extends Message {}

  /// The election time-out of the node passed.
  record MsgHup(int to) implements Local {
    @Override
    public int from() {
      return to;
    }
  }

  /// It is time for the leader to send heartbeats.
  record MsgBeat(int to) implements Local {
    @Override
    public int from() {
      return to;
    }
  }

  /// It is time for the leader to see whether it hears of a quorum.
  record MsgCheckQuorum(int to) implements Local {
    @Override
    public int from() {
      return to;
    }
  }

  /// Nothing gets through to member `from`.
  record MsgUnreachable(int from, int to) implements Local {}

  /// The snapshot for member `from` has arrived, or not.
  record MsgSnapStatus(int from, int to, boolean reject) implements Local {}

  /// The thread that saves is to save this.
  ///
  /// @param hardState null if it has not changed
  /// @param snapshot null for none; then there are no entries
  /// @param responses to be sent once all is saved
  record MsgStorageAppend(
      int from,
      @Nullable HardState hardState,
      List<Entry> entries,
      @Nullable Snapshot snapshot,
      List<Message> responses)
      implements Local {
    public MsgStorageAppend {
      entries = List.copyOf(entries);
      responses = List.copyOf(responses);
    }

    @Override
    public int term() {
      return hardState == null ? 0 : hardState.term();
    }

    @Override
    public int to() {
      return Node.LOCAL_APPEND_THREAD;
    }
  }

  /// The answer to {@link MsgStorageAppend}.
  ///
  /// @param last up to where the log was saved; {@link EntryId#NONE} for nothing of it
  /// @param snapshot that was saved; null for none
  record MsgStorageAppendResp(int term, int to, EntryId last, @Nullable Snapshot snapshot)
      implements Local {
    @Override
    public int from() {
      return Node.LOCAL_APPEND_THREAD;
    }
  }

  /// The thread that applies is to apply this.
  ///
  /// @param responses to be sent once all is applied
  record MsgStorageApply(int from, List<Entry> entries, List<Message> responses) implements Local {
    public MsgStorageApply {
      entries = List.copyOf(entries);
      responses = List.copyOf(responses);
    }

    @Override
    public int to() {
      return Node.LOCAL_APPLY_THREAD;
    }
  }

  /// The answer to {@link MsgStorageApply}.
  record MsgStorageApplyResp(int to, List<Entry> entries) implements Local {
    public MsgStorageApplyResp {
      entries = List.copyOf(entries);
    }

    @Override
    public int from() {
      return Node.LOCAL_APPLY_THREAD;
    }
  }

  // ---- between members

  /// What members send, or clients.
  sealed interface Peer extends Message {}

  /// A client's proposal, or one that a follower forwards to the leader.
  ///
  /// @param entries at least one, without index and term
  record MsgProp(int from, int to, List<Entry> entries) implements Peer {
    public MsgProp {
      entries = List.copyOf(entries);
    }
  }

  /// A candidate asks for a vote.
  ///
  /// @param last the last entry of its log
  /// @param transfer whether the leader told it to (`campaignTransfer`)
  /// @param committed the last entry that it knows to be committed, if it says so, else none
  record MsgVote(int term, int from, int to, EntryId last, boolean transfer, EntryId committed)
      implements Peer {

    /// Of a candidate that does not say what it has committed.
    public MsgVote(int term, int from, int to, EntryId last, boolean transfer) {
      this(term, from, to, last, transfer, EntryId.NONE);
    }
  }

  /// The answer to {@link MsgVote}.
  record MsgVoteResp(int term, int from, int to, boolean reject) implements Peer {}

  /// A pre-candidate asks whether it would get a vote in `term`.
  ///
  /// @param last the last entry of its log
  /// @param committed the last entry that it knows to be committed, if it says so, else none
  record MsgPreVote(int term, int from, int to, EntryId last, EntryId committed) implements Peer {

    /// Of a pre-candidate that does not say what it has committed.
    public MsgPreVote(int term, int from, int to, EntryId last) {
      this(term, from, to, last, EntryId.NONE);
    }
  }

  /// The answer to {@link MsgPreVote}.
  ///
  /// @param term that of the request if it is granted, else the sender's
  record MsgPreVoteResp(int term, int from, int to, boolean reject) implements Peer {}

  /// A leader sends entries.
  ///
  /// @param prev the entry before them, in the leader's log
  /// @param commit the leader's commit index
  record MsgApp(int term, int from, int to, EntryId prev, List<Entry> entries, int commit)
      implements Peer {
    public MsgApp {
      entries = List.copyOf(entries);
    }
  }

  /// The answer to {@link MsgApp} and {@link MsgSnap}.
  ///
  /// @param index up to where the logs agree; if the entries were refused, that of `prev`
  /// @param hint if they were refused, the last entry where the logs may agree, else none
  record MsgAppResp(int term, int from, int to, int index, boolean reject, EntryId hint)
      implements Peer {}

  /// A leader sends a snapshot.
  record MsgSnap(int term, int from, int to, Snapshot snapshot) implements Peer {}

  /// A leader says that it is one.
  ///
  /// @param commit up to where the receiver may commit
  /// @param read the number of the last read that an answer confirms; 0 for none
  record MsgHeartbeat(int term, int from, int to, int commit, int read) implements Peer {}

  /// The answer to {@link MsgHeartbeat}, with its read.
  record MsgHeartbeatResp(int term, int from, int to, int read) implements Peer {}

  /// The leader is to make member `from` the leader.
  record MsgTransferLeader(int term, int from, int to) implements Peer {}

  /// A leader tells a member to begin an election at once.
  record MsgTimeoutNow(int term, int from, int to) implements Peer {}

  /// A follower is to forget its leader, so that it may vote.
  record MsgForgetLeader(int from, int to) implements Peer {}

  /// A client's read, or one that a follower forwards to the leader.
  ///
  /// @param context comes back with the answer
  record MsgReadIndex(int from, int to, String context) implements Peer {}

  /// The answer to {@link MsgReadIndex}.
  ///
  /// @param index up to where to apply before the read is answered
  record MsgReadIndexResp(int term, int from, int to, int index, String context) implements Peer {}
}
