package dev.plimsoll.cluster.apiserver;

import dev.plimsoll.checker.State;
import java.util.Optional;

/// Where objects of one kind can be read.
///
/// @param <T> the kind
public interface Source<T extends ApiObject<T>> {

  /// How many names there are.
  int names();

  /// What it holds of a name.
  Optional<T> get(State state, int name);
}
