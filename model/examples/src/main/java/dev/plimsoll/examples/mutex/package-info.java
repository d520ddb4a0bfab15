/// Processes that share something of which only one, or a few, may have it at a time.
///
/// {@link dev.plimsoll.examples.mutex.Lock} is the textbook case for fairness, {@link
/// dev.plimsoll.examples.mutex.Peterson} the shortest algorithm that needs no lock; {@link
/// dev.plimsoll.examples.mutex.Bakery} has an invariant that is shown to be inductive, and {@link
/// dev.plimsoll.examples.mutex.LamportMutex} needs no shared memory either. Many readers or one
/// writer share in {@link dev.plimsoll.examples.mutex.ReadersWriters}, neighbours in {@link
/// dev.plimsoll.examples.mutex.DiningPhilosophers}, and {@link
/// dev.plimsoll.examples.mutex.SimpleAllocator} has several things to share at a time. All but the
/// lock follow specifications of the TLA+ Examples, https://github.com/tlaplus/Examples, and have
/// their counts.
@NullMarked
package dev.plimsoll.examples.mutex;

import org.jspecify.annotations.NullMarked;
