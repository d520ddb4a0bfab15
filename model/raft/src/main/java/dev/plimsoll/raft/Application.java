package dev.plimsoll.raft;

import dev.plimsoll.raft.Entry.Payload;
import dev.plimsoll.raft.confchange.ConfChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// A node and the application around it, which saves before it sends and applies nothing but
/// changes of membership: doc.go, the loop of `Usage`, without asynchronous storage writes.
///
/// One call takes in one message and then does what is to do until there is nothing left. Between
/// those a crash could happen: before the save, it is as if the message had been lost; after it, as
/// if what was to be sent had been lost.
public final class Application {

  /// What is saved, then sent.
  ///
  /// @param leads whether the node leads: then it sends while it saves; etcdserver/raft.go, `start`
  public record Batch(Ready ready, boolean leads) {}

  /// What was done.
  ///
  /// @param batches in order
  /// @param unapplied changes of membership that were committed and are still to be applied: none,
  ///     unless the node goes on before
  public record Done(NodeState state, List<Batch> batches, List<ConfChange> unapplied) {
    public Done {
      batches = List.copyOf(batches);
      unapplied = List.copyOf(unapplied);
    }

    /// What is sent, in order, nothing to the node itself.
    public List<Message> messages() {
      return batches.stream().flatMap(batch -> batch.ready().messages().stream()).toList();
    }

    /// The reads that may be answered, in order.
    public List<ReadState> reads() {
      return batches.stream().flatMap(batch -> batch.ready().readStates().stream()).toList();
    }
  }

  private final RawNode node;
  private final boolean appliesFirst;
  private final Limits limits;
  private final boolean checkQuorum;

  /// Around a node of this configuration.
  ///
  /// @throws IllegalArgumentException if it writes asynchronously
  public Application(Config config) {
    if (config.async()) {
      throw new IllegalArgumentException("expected a node without asynchronous storage writes");
    }
    node = new RawNode(config);
    appliesFirst = config.bug() != Bug.ADVANCES_BEFORE_APPLYING;
    limits = config.limits();
    checkQuorum = config.checkQuorum();
  }

  /// Starts the node with what is on disk, which has not been applied.
  ///
  /// @throws IllegalStateException where the library would panic
  public NodeState start(HardState.Saved saved) {
    var storage = saved.storage();
    var members = storage.snapshot().confState();
    return drained(node.start(saved.hardState(), members, storage, 0).state()).state();
  }

  /// Takes in a message, and does all that follows from it without another.
  ///
  /// @throws IllegalStateException where the library would panic
  public Done process(NodeState state, Message message) {
    return drained(node.take(RawNode.State.of(state), message).state());
  }

  /// Takes in a message, another once it has saved what follows from the first, and does all that
  /// follows from both.
  ///
  /// @throws IllegalStateException where the library would panic
  public Done process(NodeState state, Message first, Message second) {
    return drained(node.take(RawNode.State.of(state), first).state(), List.of(second));
  }

  /// Lets the clock tick once, and does all that follows from it without a message.
  ///
  /// @throws IllegalStateException where the library would panic
  public Done tick(NodeState state) {
    return drained(node.tick(RawNode.State.of(state)).state());
  }

  /// Applies a change of membership that was left, and does all that follows from it.
  ///
  /// @throws IllegalStateException where the library would panic
  public Done apply(NodeState state, ConfChange change) {
    return drained(node.applyConfChange(RawNode.State.of(state), change).state());
  }

  private Done drained(RawNode.State state) {
    return drained(state, List.of());
  }

  /// @param later what comes meanwhile, one message after each save
  private Done drained(RawNode.State state, List<Message> later) {
    var waiting = new ArrayDeque<>(later);
    var batches = new ArrayList<Batch>();
    var unapplied = new ArrayList<ConfChange>();
    var current = state;
    while (node.hasReady(current) || !waiting.isEmpty()) {
      var accepted = node.ready(current);
      var ready = accepted.ready();
      current = saved(accepted.state(), ready);
      batches.add(new Batch(ready, current.node().state() == StateType.LEADER));
      for (var entry : ready.committedEntries()) {
        if (entry.payload() instanceof Payload.Change(var change)) {
          if (appliesFirst || current.node().state() == StateType.LEADER) {
            current = node.applyConfChange(current, change).state();
          } else {
            unapplied.add(change);
          }
        }
      }
      current = node.advance(current).state();
      if (!waiting.isEmpty()) {
        current = node.take(current, waiting.remove()).state();
      }
    }
    return new Done(plain(current.node()), batches, unapplied);
  }

  /// Without what cannot matter, so that equal knowledge is an equal value: which messages are in
  /// flight, if there may be any number; who was heard of, if nobody asks for a quorum and no entry
  /// is compacted.
  private NodeState plain(NodeState state) {
    var log = state.log();
    return state.state() != StateType.LEADER
            || !limits.equals(Limits.NONE)
            || checkQuorum
            || log.firstIndex() > 1
        ? state
        : state.with(state.tracker().map((_, known) -> known.freed(log.lastIndex()).active(true)));
  }

  private static RawNode.State saved(RawNode.State state, Ready ready) {
    var storage = state.node().log().storage();
    var snapshot = ready.snapshot();
    return state.with(snapshot == null ? storage.append(ready.entries()) : storage.apply(snapshot));
  }
}
