package dev.plimsoll.properties.linearizability;

import java.util.Optional;

/// An object as one client after the other sees it.
///
/// @param <S> its states, with `equals` and `hashCode`
/// @param <O> what it is asked
/// @param <R> what it answers
public interface SequentialSpecification<S, O, R> {

  /// The state before the first operation.
  S initial();

  /// The state after an operation that was answered so; empty if it is never answered so here.
  Optional<S> after(S state, O operation, R response);

  /// The state after an operation whose answer nobody has seen.
  S after(S state, O operation);

  /// Whether an operation that was answered so changes nothing, whatever the state.
  boolean isRead(O operation, R response);

  /// Whether an answer may be what it is because of another operation: then a history without the
  /// other one, but with the answer, would fail for that alone.
  boolean mayComeFrom(O operation, R response, O other);
}
