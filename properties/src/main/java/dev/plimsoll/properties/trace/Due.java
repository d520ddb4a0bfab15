package dev.plimsoll.properties.trace;

import dev.plimsoll.properties.trace.TraceEvent.Kind;
import java.util.Optional;

/// An event that must come next at a node.
///
/// @param message what it must be about, where that is known
/// @param effect makes the state of the node that which the event shows
/// @param then what follows, once the event has come
/// @param otherwise where the event may be missing: what follows then
record Due(
    Kind kind,
    Optional<TracedMessage> message,
    Effect effect,
    Effect then,
    Optional<Runnable> otherwise) {

  /// What an event does to a node.
  @FunctionalInterface
  interface Effect {
    void on(TraceEvent event);
  }

  static Due of(Kind kind, Effect effect, Effect then) {
    return new Due(kind, Optional.empty(), effect, then, Optional.empty());
  }

  static Due send(TracedMessage message) {
    return send(message, _ -> {});
  }

  static Due send(TracedMessage message, Effect then) {
    return new Due(message.type().sent(), Optional.of(message), _ -> {}, then, Optional.empty());
  }

  Due or(Runnable other) {
    return new Due(kind, message, effect, then, Optional.of(other));
  }

  /// Whether this is the event, whatever state it shows.
  boolean isThis(TraceEvent event) {
    return kind == event.kind() && (message.isEmpty() || message.equals(event.message()));
  }

  String text() {
    return kind + message.map(m -> ": " + m.text()).orElse("");
  }
}
