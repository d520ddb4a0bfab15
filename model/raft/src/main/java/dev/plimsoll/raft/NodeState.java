package dev.plimsoll.raft;

import dev.plimsoll.raft.tracker.ConfState;
import dev.plimsoll.raft.tracker.ProgressTracker;
import java.util.List;

/// What a node knows; raft.go, `raft`.
///
/// Equal knowledge is an equal value: of what only a leader uses, other roles keep the same value
/// whatever has been.
///
/// @param vote who got its vote in this term; {@link Node#NONE} for nobody
/// @param lead who leads in this term; {@link Node#NONE} if it does not know
/// @param tracker the members, and of a leader what it knows of each
/// @param leadership what only a leader knows
/// @param outbox what is to be sent
public record NodeState(
    int term,
    int vote,
    StateType state,
    int lead,
    RaftLog log,
    ProgressTracker tracker,
    Clock clock,
    Leadership leadership,
    Reads reads,
    Outbox outbox) {

  /// Ticks.
  ///
  /// @param electionElapsed since the node heard of a leader or voted; of a leader, since it
  ///     checked its quorum
  /// @param heartbeatElapsed since the leader sent heartbeats
  /// @param randomizedElectionTimeout after how many of the first an election begins
  public record Clock(int electionElapsed, int heartbeatElapsed, int randomizedElectionTimeout) {}

  /// What a leader keeps beside its progress.
  ///
  /// @param leadTransferee who is to become leader; {@link Node#NONE} for nobody
  /// @param pendingConfIndex until this is applied, the membership may be changing
  /// @param uncommittedSize about how many bytes of data are not committed; 0 without a limit
  public record Leadership(int leadTransferee, int pendingConfIndex, long uncommittedSize) {

    /// Of a node that does not lead.
    public static final Leadership NONE = new Leadership(Node.NONE, 0, 0);
  }

  /// What is to be sent.
  ///
  /// @param messages at once (`msgs`)
  /// @param messagesAfterAppend once the state is saved, some to the node itself
  ///     (`msgsAfterAppend`)
  public record Outbox(List<Message> messages, List<Message> messagesAfterAppend) {

    /// Nothing.
    public static final Outbox EMPTY = new Outbox(List.of(), List.of());

    public Outbox {
      messages = List.copyOf(messages);
      messagesAfterAppend = List.copyOf(messagesAfterAppend);
    }
  }

  /// What it must have saved.
  public HardState hardState() {
    return new HardState(term, vote, log.committed());
  }

  /// Its role and its leader.
  public SoftState softState() {
    return new SoftState(lead, state);
  }

  /// The members as they are stored.
  public ConfState confState() {
    return tracker.config().confState();
  }

  /// With this on disk.
  public NodeState with(Storage storage) {
    return new NodeState(
        term, vote, state, lead, log.with(storage), tracker, clock, leadership, reads, outbox);
  }

  /// With another election time-out, which the library draws from the election tick to before its
  /// double.
  public NodeState withRandomizedElectionTimeout(int ticks) {
    return with(new Clock(clock.electionElapsed(), clock.heartbeatElapsed(), ticks));
  }

  /// With one more tick that begins nothing; rawnode.go, `TickQuiesced`.
  public NodeState tickedQuiesced() {
    return with(
        new Clock(
            clock.electionElapsed() + 1,
            clock.heartbeatElapsed(),
            clock.randomizedElectionTimeout()));
  }

  private NodeState with(Clock changed) {
    return new NodeState(term, vote, state, lead, log, tracker, changed, leadership, reads, outbox);
  }

  /// With other knowledge of the members.
  NodeState with(ProgressTracker changed) {
    return new NodeState(term, vote, state, lead, log, changed, clock, leadership, reads, outbox);
  }

  /// With nothing left to send or to answer.
  NodeState handedOut(RaftLog accepted) {
    return new NodeState(
        term,
        vote,
        state,
        lead,
        accepted,
        tracker,
        clock,
        leadership,
        new Reads(reads.readOnly(), reads.pending(), List.of()),
        Outbox.EMPTY);
  }
}
