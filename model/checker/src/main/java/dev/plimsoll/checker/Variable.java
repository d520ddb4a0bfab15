package dev.plimsoll.checker;

/// One component of a model's global state: a {@link Cell}, a {@link Bag} or a {@link Queue}.
///
/// A variable is a name and a place, not a value: a {@link State} says what it holds.
public sealed interface Variable permits Cell, Channel {

  /// The name it is shown by, such as `coordinator` or `server[1]`.
  String name();

  /// Its place in the state, from 0 in order of declaration.
  int slot();
}
