/// Protocols by which servers agree on values.
///
/// {@link dev.plimsoll.examples.consensus.BoundedRaft} has messages, bounds and bugs to seed.
@NullMarked
package dev.plimsoll.examples.consensus;

import org.jspecify.annotations.NullMarked;
