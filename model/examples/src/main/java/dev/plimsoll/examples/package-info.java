/// Small published protocols with published state counts: the place to see what a model looks
/// like, and the proof that the checker counts as others do.
///
/// {@link dev.plimsoll.examples.commit.TwoPhaseCommit} is the shortest; {@link
/// dev.plimsoll.examples.consensus.BoundedRaft} has messages, bounds and bugs to seed. The counts
/// of each are pinned by its test.
@NullMarked
package dev.plimsoll.examples;

import org.jspecify.annotations.NullMarked;
