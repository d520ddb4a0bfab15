package dev.plimsoll.etcd.linearizability;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// An object as one client after the other sees it.
///
/// @param <S> its states, with `equals` and `hashCode`
/// @param <O> what it is asked, with `equals`
/// @param <R> what it answers
public interface SequentialSpecification<S, O, R> {

  /// The state before the first operation.
  S initial();

  /// The state after an operation that was answered so; empty if it is never answered so here.
  Optional<S> after(S state, O operation, R response);

  /// The state after an operation whose answer nobody has seen; the same where it does not matter.
  S after(S state, O operation);

  /// Whether an operation that was answered so changes nothing, whatever the state.
  boolean isRead(O operation, R response);

  /// Because of which other operations an answer may be what it is; of an operation without an
  /// answer, its effect. True where in doubt. An operation without an answer on which nothing may
  /// depend that is to come can be left out: any order goes without it as with it.
  Predicate<O> dependence(O operation, Optional<R> response);

  /// Where the answer itself says that the operation has its place: those of a lower rank come
  /// before it, in every order that there is. Empty where it does not say.
  default OptionalLong rank(O operation, R response) {
    return OptionalLong.empty();
  }

  /// Some calls of a history that a quick look shows not to be linearizable, even if all others say
  /// less; none where it does not show this.
  default List<Call<O, R>> conflict(List<Call<O, R>> history) {
    return List.of();
  }

  /// Whether the operation may have its moment before it was called, too.
  default boolean mayBeStale(O operation) {
    return false;
  }

  /// What operations of a history may be replaced by, so that more of them are equal: it is
  /// linearizable if and only if it is with these.
  default UnaryOperator<O> simplification(List<Call<O, R>> history) {
    return UnaryOperator.identity();
  }

  /// An answer that says less, and fits wherever this one does; empty if there is none.
  default Optional<R> weaker(R response) {
    return Optional.empty();
  }
}
