package dev.plimsoll.cluster.apiserver;

import dev.plimsoll.checker.State;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Where objects of one kind can be read.
///
/// @param <T> the kind
public interface Source<T extends ApiObject<T>> {

  /// How many names there are.
  int names();

  /// What it holds of a name.
  Optional<T> get(State state, int name);

  /// Whether it holds an object of the name that passes.
  default boolean is(State state, int name, Predicate<T> test) {
    return get(state, name).filter(test).isPresent();
  }

  /// The objects that it holds, by name.
  default List<T> list(State state) {
    return IntStream.range(0, names())
        .mapToObj(name -> get(state, name))
        .flatMap(Optional::stream)
        .toList();
  }

  /// Names of objects that pass, ascending.
  default List<Integer> names(State state, Predicate<T> test) {
    return IntStream.range(0, names()).filter(name -> is(state, name, test)).boxed().toList();
  }

  /// Names under which it holds no object, ascending.
  default List<Integer> free(State state) {
    return IntStream.range(0, names()).filter(name -> get(state, name).isEmpty()).boxed().toList();
  }
}
