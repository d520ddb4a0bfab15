/// Small published protocols with published state counts: the place to see what a model looks
/// like, and the proof that the checker counts as others do.
///
/// Start with {@link dev.plimsoll.examples.commit.TwoPhaseCommit}; {@link
/// dev.plimsoll.examples.consensus.BoundedRaft} has messages, bounds and bugs to seed, {@link
/// dev.plimsoll.examples.mutex.Peterson} a claim about what must happen, {@link
/// dev.plimsoll.examples.puzzle.DieHard} a question. The counts of each are pinned by its test.
@NullMarked
package dev.plimsoll.examples;

import org.jspecify.annotations.NullMarked;
