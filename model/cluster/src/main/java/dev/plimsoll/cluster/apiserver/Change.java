package dev.plimsoll.cluster.apiserver;

import dev.plimsoll.checker.Permutation;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// What a watch tells of: ADDED, MODIFIED or DELETED, which the receiver knows from what it had.
///
/// @param name of the object
/// @param object what it has become; empty where it was deleted
public record Change<T extends ApiObject<T>>(int name, Optional<T> object) {

  /// The same of an object of another name.
  public Change<T> named(Permutation to) {
    return new Change<>(to.of(name), object);
  }

  /// How changes of all kinds read where objects of one kind read otherwise.
  @SuppressWarnings("rawtypes") // as classes are
  public static <O extends ApiObject<O>> BiFunction<Change, Permutation, Change> of(
      Class<O> kind, BiFunction<O, Permutation, O> renaming) {
    return (change, to) -> renamed((Change<?>) change, kind, object -> renaming.apply(object, to));
  }

  private static <O extends ApiObject<O>> Change<?> renamed(
      Change<?> change, Class<O> kind, UnaryOperator<O> renaming) {
    return kind.isInstance(change.object.orElse(null))
        ? new Change<>(change.name, change.object.map(kind::cast).map(renaming))
        : change;
  }
}
