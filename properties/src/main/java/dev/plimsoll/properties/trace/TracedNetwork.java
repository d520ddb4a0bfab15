package dev.plimsoll.properties.trace;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What nodes have handed to the network: whatever was sent once may come at any time, any number
/// of times, or never.
final class TracedNetwork {

  /// How many messages are shown that might have come instead.
  private static final int NEAREST = 3;

  /// A message under way.
  ///
  /// @param log the log of the sender when it was made: a trace tells no terms of entries
  /// @param ready which of the sender's `Ready`s it left with
  record Sent(TracedMessage message, LogTerms log, int ready) {}

  private final Map<TracedMessage, Sent> sent = new HashMap<>();
  private final Map<Integer, Set<Integer>> termsOf = new HashMap<>();

  /// Takes a message. The same one again is as good as the first: within a term the log of a leader
  /// only grows, so that equal messages carry equal entries.
  void send(Sent message) {
    sent.put(message.message(), message);
  }

  Optional<Sent> find(TracedMessage message) {
    return Optional.ofNullable(sent.get(message));
  }

  /// Notes that a node was in a term when it sent what it had to.
  void was(int node, int term) {
    termsOf.computeIfAbsent(term, _ -> new HashSet<>()).add(node);
  }

  /// Whether another node can have sent something in this term.
  boolean heardOf(int term, int node) {
    return termsOf.getOrDefault(term, Set.of()).stream().anyMatch(other -> other != node);
  }

  /// The messages for this node that are most like this one.
  List<String> nearest(TracedMessage message) {
    return sent.keySet().stream()
        .filter(other -> other.to() == message.to())
        .sorted(
            Comparator.comparingInt((TracedMessage other) -> other.distance(message))
                .thenComparing(TracedMessage::text))
        .limit(NEAREST)
        .map(other -> other.type().received() + ": " + other.text())
        .toList();
  }
}
