/// Processes that share memory, and what they may assume of it.
///
/// {@link dev.plimsoll.examples.concurrency.LeftNeighbour} is the smallest algorithm that is hard
/// to be sure of without its invariant.
@NullMarked
package dev.plimsoll.examples.concurrency;

import org.jspecify.annotations.NullMarked;
