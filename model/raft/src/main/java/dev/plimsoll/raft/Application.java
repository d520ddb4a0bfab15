package dev.plimsoll.raft;

import dev.plimsoll.raft.Entry.Payload;
import java.util.ArrayList;
import java.util.List;

/// A node and the application around it, which saves before it sends and applies nothing but
/// changes of membership: doc.go, the loop of `Usage`, without asynchronous storage writes.
///
/// One call takes in one message and then does what is to do until there is nothing left. Between
/// those a crash could happen: before the save, it is as if the message had been lost; after it, as
/// if what was to be sent had been lost.
public final class Application {

  /// What is saved and sent.
  ///
  /// @param messages in the order of sending, none to the node itself
  public record Done(NodeState state, List<Message> messages) {
    public Done {
      messages = List.copyOf(messages);
    }
  }

  private final RawNode node;
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

  /// Lets the clock tick once, and does all that follows from it without a message.
  ///
  /// @throws IllegalStateException where the library would panic
  public Done tick(NodeState state) {
    return drained(node.tick(RawNode.State.of(state)).state());
  }

  private Done drained(RawNode.State state) {
    var sent = new ArrayList<Message>();
    var current = state;
    while (node.hasReady(current)) {
      var accepted = node.ready(current);
      var ready = accepted.ready();
      current = saved(accepted.state(), ready);
      for (var entry : ready.committedEntries()) {
        if (entry.payload() instanceof Payload.Change(var change)) {
          current = node.applyConfChange(current, change).state();
        }
      }
      sent.addAll(ready.messages());
      current = node.advance(current).state();
    }
    return new Done(plain(current.node()), sent);
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
