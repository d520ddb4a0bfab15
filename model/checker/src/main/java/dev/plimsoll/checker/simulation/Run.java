package dev.plimsoll.checker.simulation;

/// Makes runs, one after another; one for each thread. What comes of a run depends on its number
/// and the options alone.
sealed interface Run permits RandomWalk, BoundedSearch {

  /// Makes the run of a number.
  Made make(long number);
}
