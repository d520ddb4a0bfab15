/// Puzzles and games: small state machines of which something surprising is true.
///
/// Where a {@link dev.plimsoll.examples.puzzle.Puzzle} is to be solved, a search that is told that
/// there is no solution answers with a shortest one: `./plimsoll check die-hard --set solve=true`.
/// The models follow specifications of the TLA+ Examples, https://github.com/tlaplus/Examples, and
/// have their counts.
@NullMarked
package dev.plimsoll.examples.puzzle;

import org.jspecify.annotations.NullMarked;
