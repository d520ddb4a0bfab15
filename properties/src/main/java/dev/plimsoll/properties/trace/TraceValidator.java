package dev.plimsoll.properties.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides whether a trace is a behaviour of nodes that run etcd's Raft.
///
/// Events are taken one after the other; each takes time that does not depend on how many there
/// were before (but on how many terms a log has).
public final class TraceValidator {

  private final TracedNetwork network = new TracedNetwork();
  private final ConfEntries changes = new ConfEntries();
  private final Map<Integer, TracedNode> nodes = new HashMap<>();

  /// Where a trace is no behaviour.
  ///
  /// @param event the first that cannot be
  /// @param reason why
  /// @param state that of its node at this point
  /// @param allowed what might have been instead, the nearest first
  public record Mismatch(TraceEvent event, String reason, String state, List<String> allowed) {
    public Mismatch {
      allowed = List.copyOf(allowed);
    }
  }

  /// Follows a trace from its beginning.
  ///
  /// @param events of all nodes, each node from its first start
  /// @return the first that cannot be; empty if all can
  public static Optional<Mismatch> validate(Iterable<TraceEvent> events) {
    var validator = new TraceValidator();
    for (var event : events) {
      var mismatch = validator.follow(event);
      if (mismatch.isPresent()) {
        return mismatch;
      }
    }
    return Optional.empty();
  }

  private Optional<Mismatch> follow(TraceEvent event) {
    var node = nodes.computeIfAbsent(event.node(), id -> new TracedNode(id, network, changes));
    try {
      node.follow(event);
      event.message().filter(_ -> event.kind().receives()).ifPresent(this::confirm);
      return Optional.empty();
    } catch (MismatchException e) {
      return Optional.of(new Mismatch(event, e.reason(), node.text(), e.allowed()));
    }
  }

  /// Votes and acknowledgements are sent only once they are saved.
  private void confirm(TracedMessage message) {
    switch (message.type()) {
      case VOTE_RESPONSE, APPEND_RESPONSE -> {
        var sender = nodes.get(message.from());
        var sent = network.find(message);
        if (sender != null && sent.isPresent()) {
          sender.isSaved(sent.get().ready());
        }
      }
      case APPEND, HEARTBEAT, HEARTBEAT_RESPONSE, SNAPSHOT, VOTE -> {}
    }
  }
}
