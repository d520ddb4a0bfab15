/// How nodes of which each sees only itself find out that all have come to rest.
///
/// {@link dev.plimsoll.examples.termination.SyncTermination} says what is to be found out, and
/// {@link dev.plimsoll.examples.termination.AsyncTermination} the same where messages take time;
/// {@link dev.plimsoll.examples.termination.Ewd840} does the one and {@link
/// dev.plimsoll.examples.termination.Ewd998} the other, with a token that goes round. All follow
/// specifications of the TLA+ Examples, https://github.com/tlaplus/Examples, and have their counts.
@NullMarked
package dev.plimsoll.examples.termination;

import org.jspecify.annotations.NullMarked;
