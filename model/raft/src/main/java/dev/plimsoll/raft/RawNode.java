package dev.plimsoll.raft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// A node and the application around it, which saves before it sends; rawnode.go, `RawNode`,
/// v3.6.0, without asynchronous storage writes.
///
/// One call is one `Step` and then `Ready`, save, send and `Advance` until there is nothing left to
/// do. Between those a crash could happen: before the save, it is as if the message had been lost;
/// after it, as if what was to be sent had been lost.
public final class RawNode {

  /// What is saved and sent.
  ///
  /// @param messages in the order of sending, none to the node itself
  public record Ready(NodeState state, List<Message> messages) {
    public Ready {
      messages = List.copyOf(messages);
    }
  }

  private final Node node;
  private final int id;

  /// A node of this configuration.
  public RawNode(Config config) {
    node = new Node(config);
    id = config.id();
  }

  /// Takes in a message, and does all that follows from it without another.
  ///
  /// @throws IllegalStateException where the library would panic
  public Ready process(NodeState state, Message message) {
    var sent = new ArrayList<Message>();
    var stepsOnAdvance = new ArrayDeque<Message>();
    stepsOnAdvance.add(message);
    var current = state;
    while (!stepsOnAdvance.isEmpty()) {
      var step = node.step(current, stepsOnAdvance.remove());
      current = step.state();
      sent.addAll(step.messages());
      for (var later : step.messagesAfterAppend()) {
        (later.to() == id ? stepsOnAdvance : sent).add(later);
      }
    }
    return new Ready(current, sent);
  }
}
