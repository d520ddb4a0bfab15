package dev.plimsoll.checker.search;

/// Which successors an {@link Expander} hands over.
enum Successors {
  /// All.
  ALL(true),
  /// Those that are not looked up from elsewhere on the same level.
  LEAN(true),
  /// Those that may be in the store as it is.
  KNOWN(false),
  /// One for each step that changes the state, also where what it leads to has the same stand for
  /// it; all are in the store as it is.
  MOVES(false);

  /// Whether states are laid out anew where a successor does not fit.
  final boolean makesRoom;

  Successors(boolean makesRoom) {
    this.makesRoom = makesRoom;
  }
}
