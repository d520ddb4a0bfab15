/// Protocols by which servers agree on values.
///
/// {@link dev.plimsoll.examples.consensus.Voting} is the idea behind Paxos without messages, {@link
/// dev.plimsoll.examples.consensus.Paxos} the same with them, and {@link
/// dev.plimsoll.examples.consensus.FastPaxos} saves a message where nobody disagrees; these follow
/// specifications of the TLA+ Examples, https://github.com/tlaplus/Examples, and have their counts.
/// {@link dev.plimsoll.examples.consensus.BoundedRaft} has bounds and bugs to seed.
@NullMarked
package dev.plimsoll.examples.consensus;

import org.jspecify.annotations.NullMarked;
