package dev.plimsoll.raft;

import dev.plimsoll.raft.Message.MsgStorageApplyResp;
import dev.plimsoll.raft.confchange.ConfChange;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.ArrayList;
import java.util.List;

/// A node as an application drives it: it takes in what happens, asks what there is to do
/// ({@link #ready}), does it, and says so ({@link #advance}); rawnode.go, `RawNode`.
///
/// With asynchronous storage writes, what there is to do includes messages to two threads of the
/// application, which save and apply; their answers take the place of `advance`.
public final class RawNode {

  /// A node between two calls.
  ///
  /// @param previousSoftState what was handed out last
  /// @param previousHardState what was handed out last
  /// @param stepsOnAdvance what the node tells itself once the application has done its part
  public record State(
      NodeState node,
      SoftState previousSoftState,
      HardState previousHardState,
      List<Message> stepsOnAdvance) {
    public State {
      stepsOnAdvance = List.copyOf(stepsOnAdvance);
    }

    /// A node that has handed out all there was.
    public static State of(NodeState node) {
      return new State(node, node.softState(), node.hardState(), List.of());
    }

    /// Something else known to the node.
    public State with(NodeState changed) {
      return new State(changed, previousSoftState, previousHardState, stepsOnAdvance);
    }

    /// Something else on disk.
    public State with(Storage storage) {
      return with(node.with(storage));
    }
  }

  /// What is to do, and the node from which it was taken.
  public record Accepted(Ready ready, State state) {}

  private final Config config;
  private final Node node;

  /// A node of this configuration.
  public RawNode(Config config) {
    this.config = config;
    node = new Node(config);
  }

  /// How it is set up.
  public Config config() {
    return config;
  }

  /// Starts from what is on disk; `NewRawNode`.
  ///
  /// @param members at `applied`
  /// @param applied up to where entries are known to be applied; 0 if that is not known
  /// @throws IllegalStateException where the library would panic
  public Outcome<State> start(
      HardState hardState, ConfState members, Storage storage, int applied) {
    var started = node.start(hardState, members, storage, applied);
    return started.with(State.of(started.state()));
  }

  /// Begins a group; `Bootstrap`.
  ///
  /// @param state of a node with an empty log
  /// @param peers its members
  public Outcome<State> bootstrap(State state, List<Integer> peers) {
    var begun = node.bootstrap(state.node(), peers);
    return begun.with(
        new State(begun.state(), state.previousSoftState(), HardState.EMPTY, List.of()));
  }

  /// One tick of the clock; `Tick`.
  ///
  /// @throws IllegalStateException where the library would panic
  public Outcome<State> tick(State state) {
    return outcome(state, node.tick(state.node()));
  }

  /// Takes in what the application itself wants: a campaign, a proposal, a report, a transfer, a
  /// read.
  ///
  /// @throws IllegalStateException where the library would panic
  public Outcome<State> take(State state, Message message) {
    return outcome(state, node.step(state.node(), message));
  }

  /// Takes in a message of another, or of one of its threads; `Step`.
  ///
  /// @throws IllegalStateException where the library would panic
  public Outcome<State> step(State state, Message message) {
    if (!Node.isLocalThread(message.from())) {
      if (message.isLocal()) {
        return new Outcome<>(state, List.of(), Refusal.LOCAL_MESSAGE);
      }
      if (message.isResponse() && state.node().tracker().of(message.from()) == null) {
        return new Outcome<>(state, List.of(), Refusal.PEER_NOT_FOUND);
      }
    }
    return take(state, message);
  }

  /// Applies a change of membership that was committed; `ApplyConfChange`.
  ///
  /// @throws IllegalStateException where the library would panic
  public Outcome<State> applyConfChange(State state, ConfChange change) {
    return outcome(state, node.applyConfChange(state.node(), change));
  }

  private static Outcome<State> outcome(State before, Outcome<NodeState> outcome) {
    return outcome.with(before.with(outcome.state()));
  }

  // ---- what is to do

  /// Whether there is something to do; `HasReady`.
  public boolean hasReady(State state) {
    var now = state.node();
    var log = now.log();
    return !now.softState().equals(state.previousSoftState())
        || isNews(now.hardState(), state)
        || log.nextUnstableSnapshot() != null
        || !now.outbox().messages().isEmpty()
        || !now.outbox().messagesAfterAppend().isEmpty()
        || !log.nextUnstableEntries().isEmpty()
        || log.hasNextCommittedEntries(!config.async())
        || !now.reads().states().isEmpty();
  }

  private static boolean isNews(HardState hardState, State state) {
    return !hardState.equals(HardState.EMPTY) && !hardState.equals(state.previousHardState());
  }

  /// What is to do; `Ready`.
  public Accepted ready(State state) {
    var ready = readyWithoutAccept(state);
    return new Accepted(ready, accepted(state, ready));
  }

  private Ready readyWithoutAccept(State state) {
    var now = state.node();
    var soft = now.softState();
    var hard = now.hardState();
    var newHard = hard.equals(state.previousHardState()) ? null : hard;
    var entries = now.log().nextUnstableEntries();
    var snapshot = now.log().nextUnstableSnapshot();
    var committed =
        now.log().nextCommittedEntries(!config.async(), config.limits().maxCommittedSizePerReady());
    var messages = new ArrayList<>(now.outbox().messages());
    if (config.async()) {
      messages.addAll(StorageMessages.of(config.id(), now, newHard, entries, snapshot, committed));
    } else {
      now.outbox().messagesAfterAppend().stream()
          .filter(message -> message.to() != config.id())
          .forEach(messages::add);
    }
    return new Ready(
        soft.equals(state.previousSoftState()) ? null : soft,
        newHard,
        now.reads().states(),
        entries,
        snapshot,
        committed,
        messages,
        hard.mustSync(state.previousHardState(), !entries.isEmpty()));
  }

  private State accepted(State state, Ready ready) {
    var now = state.node();
    var committed = ready.committedEntries();
    var log = now.log().acceptUnstable();
    if (!committed.isEmpty()) {
      log =
          log.acceptApplying(
              committed.getLast().index(),
              Entry.encodedSize(committed),
              !config.async(),
              config.limits().maxCommittedSizePerReady());
    }
    return new State(
        now.handedOut(log),
        ready.softState() == null ? state.previousSoftState() : ready.softState(),
        ready.hardState() == null ? state.previousHardState() : ready.hardState(),
        config.async() ? List.of() : stepsOnAdvance(state, ready));
  }

  private List<Message> stepsOnAdvance(State state, Ready ready) {
    if (!state.stepsOnAdvance().isEmpty()) {
      throw new IllegalStateException("two accepted Ready structs without call to Advance");
    }
    var steps = new ArrayList<Message>();
    state.node().outbox().messagesAfterAppend().stream()
        .filter(message -> message.to() == config.id())
        .forEach(steps::add);
    var saved = StorageMessages.saved(config.id(), state.node(), ready.snapshot());
    if (saved != null) {
      steps.add(saved);
    }
    if (!ready.committedEntries().isEmpty()) {
      steps.add(new MsgStorageApplyResp(config.id(), ready.committedEntries()));
    }
    return steps;
  }

  /// The application has done what was to do; `Advance`.
  ///
  /// @throws IllegalStateException where the library would panic
  public Outcome<State> advance(State state) {
    if (config.async()) {
      throw new IllegalStateException("Advance must not be called when using AsyncStorageWrites");
    }
    var lines = new ArrayList<LogLine>();
    var now = state.node();
    for (var message : state.stepsOnAdvance()) {
      var step = node.step(now, message);
      now = step.state();
      lines.addAll(step.lines());
    }
    var after = new State(now, state.previousSoftState(), state.previousHardState(), List.of());
    return new Outcome<>(after, lines, null);
  }
}
