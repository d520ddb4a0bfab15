/// Processes that share something of which only one, or a few, may have it at a time.
///
/// {@link dev.plimsoll.examples.mutex.Lock} is the textbook case for fairness.
@NullMarked
package dev.plimsoll.examples.mutex;

import org.jspecify.annotations.NullMarked;
