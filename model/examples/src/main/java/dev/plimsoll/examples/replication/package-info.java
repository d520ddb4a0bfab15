/// Data that is kept in several places without asking each time.
///
/// {@link dev.plimsoll.examples.replication.GrowOnlyCounter} is the smallest conflict-free
/// replicated data type.
@NullMarked
package dev.plimsoll.examples.replication;

import org.jspecify.annotations.NullMarked;
