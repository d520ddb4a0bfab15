package dev.plimsoll.raft;

import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Message.MsgApp;
import dev.plimsoll.raft.Message.MsgHeartbeat;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgPreVote;
import dev.plimsoll.raft.Message.MsgPreVoteResp;
import dev.plimsoll.raft.Message.MsgSnap;
import dev.plimsoll.raft.Message.MsgStorageAppendResp;
import dev.plimsoll.raft.Message.MsgStorageApplyResp;
import dev.plimsoll.raft.Message.MsgVote;
import dev.plimsoll.raft.NodeState.Clock;
import dev.plimsoll.raft.NodeState.Leadership;
import dev.plimsoll.raft.NodeState.Outbox;
import dev.plimsoll.raft.confchange.ConfChange;
import dev.plimsoll.raft.tracker.ConfState;
import dev.plimsoll.raft.tracker.ProgressTracker;
import java.util.stream.Collectors;

/// One member's Raft as a pure function; raft.go.
///
/// It knows nothing of disks: it says which messages may leave at once and which only when what
/// they are about is saved. {@link RawNode} keeps to that.
public final class Node {

  /// No member.
  public static final int NONE = 0;

  /// In place of a member: the thread that saves for the node.
  public static final int LOCAL_APPEND_THREAD = -1;

  /// In place of a member: the thread that applies for the node.
  public static final int LOCAL_APPLY_THREAD = -2;

  private final Config config;

  /// A node of this configuration.
  public Node(Config config) {
    this.config = config;
  }

  /// Whether this is a thread of a node, not a member; util.go, `IsLocalMsgTarget`.
  public static boolean isLocalThread(int id) {
    return id < NONE;
  }

  /// Starts from what is on disk; `newRaft`.
  ///
  /// @param members at `applied`
  /// @param applied up to where entries are known to be applied; 0 if that is not known
  /// @throws IllegalStateException where the library would panic
  public Outcome<NodeState> start(
      HardState hardState, ConfState members, Storage storage, int applied) {
    var blank =
        new NodeState(
            0,
            NONE,
            StateType.FOLLOWER,
            NONE,
            RaftLog.of(storage),
            ProgressTracker.empty(config.inflights()),
            new Clock(0, 0, config.electionTick()),
            Leadership.NONE,
            Reads.NONE,
            Outbox.EMPTY);
    var raft = new Raft(config, blank);
    Membership.restore(raft, members);
    load(raft, hardState);
    if (applied > 0) {
      raft.log = raft.log.appliedTo(applied, 0, config.limits().maxCommittedSizePerReady());
    }
    raft.becomeFollower(raft.term, NONE);
    var last = raft.log.lastEntryId();
    raft.journal.info(
        "newRaft %x [peers: [%s], term: %d, commit: %d, applied: %d, lastindex: %d, lastterm: %d]"
            .formatted(
                raft.id,
                raft.tracker.config().voters().ids().stream()
                    .map(Integer::toHexString)
                    .collect(Collectors.joining(",")),
                raft.term,
                raft.log.committed(),
                raft.log.applied(),
                last.index(),
                last.term()));
    return raft.outcome();
  }

  private static void load(Raft raft, HardState saved) {
    if (saved.equals(HardState.EMPTY)) {
      return;
    }
    if (saved.commit() < raft.log.committed() || saved.commit() > raft.log.lastIndex()) {
      throw new IllegalStateException(
          "%x state.commit %d is out of range [%d, %d]"
              .formatted(raft.id, saved.commit(), raft.log.committed(), raft.log.lastIndex()));
    }
    raft.log = raft.log.commitTo(saved.commit());
    raft.term = saved.term();
    raft.vote = saved.vote();
  }

  /// Begins a group of these members, each by an entry of term 1 that is committed; bootstrap.go,
  /// `Bootstrap`.
  ///
  /// @param state of a node with an empty log
  public Outcome<NodeState> bootstrap(NodeState state, Iterable<Integer> peers) {
    var raft = new Raft(config, state);
    Membership.bootstrap(raft, peers);
    return raft.outcome();
  }

  /// One tick of the clock; `tickElection` and `tickHeartbeat`.
  ///
  /// @throws IllegalStateException where the library would panic
  public Outcome<NodeState> tick(NodeState state) {
    var raft = new Raft(config, state);
    if (state.state() == StateType.LEADER) {
      Leader.tick(raft);
    } else {
      Elections.tick(raft);
    }
    return raft.outcome();
  }

  /// Applies a change of membership that was committed; `applyConfChange`.
  ///
  /// @throws IllegalStateException where the library would panic
  public Outcome<NodeState> applyConfChange(NodeState state, ConfChange change) {
    var raft = new Raft(config, state);
    Membership.apply(raft, change);
    return raft.outcome();
  }

  /// Takes in a message; `Step`.
  ///
  /// @throws IllegalStateException where the library would panic
  public Outcome<NodeState> step(NodeState state, Message message) {
    var raft = new Raft(config, state);
    step(raft, message);
    return raft.outcome();
  }

  static void step(Raft raft, Message message) {
    if (message.term() == 0 || message.term() == raft.term) {
      dispatch(raft, message);
    } else if (message.term() > raft.term) {
      if (!Elections.isInLease(raft, message)) {
        followLaterTerm(raft, message);
        dispatch(raft, message);
      }
    } else {
      answerEarlierTerm(raft, message);
    }
  }

  private static void followLaterTerm(Raft raft, Message message) {
    switch (message) {
      case MsgPreVote _ -> {} // a pre-vote never changes the term
      case MsgPreVoteResp(_, _, _, var reject) when !reject -> {
        // a grant repeats the term that was asked for
      }
      case MsgApp _, MsgHeartbeat _, MsgSnap _ -> becomeFollower(raft, message, message.from());
      case Message.Local _, Message.Peer _ -> becomeFollower(raft, message, NONE);
    }
  }

  private static void becomeFollower(Raft raft, Message message, int leader) {
    raft.journal.info(
        "%x [term: %d] received a %s message with higher term from %x [term: %d]"
            .formatted(raft.id, raft.term, message.type(), message.from(), message.term()));
    raft.becomeFollower(message.term(), leader);
  }

  private static void answerEarlierTerm(Raft raft, Message message) {
    switch (message) {
      case MsgApp _, MsgHeartbeat _ when answersLeaderOfEarlierTerm(raft.config) ->
          raft.sendAppResp(message.from(), 0); // let a leader of an earlier term know
      case MsgPreVote(_, var from, _, var last, _)
          when !raft.config.has(Option.EARLIER_TERMS_IGNORED) ->
          Elections.reject(raft, message, from, last);
      case MsgStorageAppendResp resp -> {
        if (resp.last().index() != 0) { // they may have been replaced since
          raft.journal.info(
              "%x [term: %d] ignored entry appends from a %s message with lower term [term: %d]"
                  .formatted(raft.id, raft.term, message.type(), message.term()));
        }
        Applying.savedSnapshot(raft, resp.snapshot());
      }
      case Message.Local _, Message.Peer _ ->
          raft.journal.info(
              "%x [term: %d] ignored a %s message with lower term from %x [term: %d]"
                  .formatted(raft.id, raft.term, message.type(), message.from(), message.term()));
    }
  }

  private static boolean answersLeaderOfEarlierTerm(Config config) {
    return config.checkQuorum() || (config.preVote() && !config.has(Option.EARLIER_TERMS_IGNORED));
  }

  private static void dispatch(Raft raft, Message message) {
    switch (message) {
      case MsgHup _ -> Elections.hup(raft);
      case MsgStorageAppendResp(_, _, var last, var snapshot) -> {
        if (last.index() != 0) {
          raft.log = raft.log.stableTo(last, raft.journal);
        }
        Applying.savedSnapshot(raft, snapshot);
      }
      case MsgStorageApplyResp(_, var entries) -> Applying.applied(raft, entries);
      case MsgVote(_, var from, _, var last, _, var committed) ->
          Elections.vote(raft, message, from, last, committed);
      case MsgPreVote(_, var from, _, var last, var committed) ->
          Elections.vote(raft, message, from, last, committed);
      case Message.Local _, Message.Peer _ -> {
        switch (raft.state) {
          case FOLLOWER -> Follower.step(raft, message);
          case CANDIDATE, PRE_CANDIDATE -> Candidate.step(raft, message);
          case LEADER -> Leader.step(raft, message);
        }
      }
    }
  }
}
